"""Numbered steps from an older file to the newest; only ever added to, never imported by the application."""
