"""Receipts on the screen: paper, and the page after a sale."""
