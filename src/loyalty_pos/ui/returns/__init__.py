"""Goods that come back: by the receipt, line by line, seen before it happens."""
