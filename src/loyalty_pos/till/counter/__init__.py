"""What happens to whole receipts at the counter: set aside and brought back, an age looked at, a price only asked for."""
