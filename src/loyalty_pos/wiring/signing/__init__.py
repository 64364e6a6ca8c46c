"""The till's keys and the centre's orders, joined with its files."""
