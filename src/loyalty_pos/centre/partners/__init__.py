"""Partners at the centre: orders that bring cashback, rates, claims, subscribers, and who owes whom."""
