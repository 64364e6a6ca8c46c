"""The edges over which a till learns of the receipts of others."""
