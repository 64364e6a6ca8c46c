"""Migrations of one kind of file."""
