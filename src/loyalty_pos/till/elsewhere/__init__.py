"""Receipts of other tills: read from their own paper, asked of the centre, taken back within the shop's limits."""
