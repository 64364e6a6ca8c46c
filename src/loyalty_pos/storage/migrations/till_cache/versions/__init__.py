"""One file per schema version; the revision is the version with four digits."""
