"""Backups of the embedded centre: taken while it serves, proven before they count, put back with the old books kept."""
