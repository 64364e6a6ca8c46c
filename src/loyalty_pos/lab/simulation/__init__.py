"""What a programme would have done to past receipts: replayed with the real pricing and the real ledger, and told."""
