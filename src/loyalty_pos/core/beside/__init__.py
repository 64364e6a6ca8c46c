"""Receipts that another program prints: what their numbers and fiscal codes say."""
