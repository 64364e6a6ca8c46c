"""A till takes a snapshot: which page is asked for next, and what its answers mean."""
