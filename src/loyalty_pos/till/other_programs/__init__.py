"""What a till remembers of receipts that other programs print."""
