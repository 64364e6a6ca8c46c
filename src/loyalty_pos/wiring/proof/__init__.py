"""A till and the receipts of other tills: what it believes them by, what it signs its own with."""
