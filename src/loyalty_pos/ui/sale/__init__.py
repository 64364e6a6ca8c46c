"""The sale screen: scan line, basket, customer, totals, actions."""
