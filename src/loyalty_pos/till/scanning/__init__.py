"""Scans before they become deeds: what kind of thing was scanned, which scanner it was, how it types."""
