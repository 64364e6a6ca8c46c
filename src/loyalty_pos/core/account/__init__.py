"""What happens to an account beside sales: cashback of partners, claims, the roll-forward of a period."""
