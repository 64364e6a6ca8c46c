"""Backups of the centre's embedded database: a copy of one moment, one file that can be carried away."""
