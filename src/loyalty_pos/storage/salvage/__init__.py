"""What can still be read of a damaged journal: page by page, each event proven by its own hash."""
