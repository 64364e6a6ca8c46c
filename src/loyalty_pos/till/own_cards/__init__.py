"""A cashier's own card at the counter."""
