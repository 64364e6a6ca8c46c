"""Two accounts made one, as duplicates of one person or as a family, and parted again; cards blocked and replaced."""
