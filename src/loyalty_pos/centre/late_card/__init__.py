"""Cards that tills put to paid receipts."""
