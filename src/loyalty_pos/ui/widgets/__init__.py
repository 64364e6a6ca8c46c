"""Small widgets, one per file; they know nothing of the shop's rules."""
