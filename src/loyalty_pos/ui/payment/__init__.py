"""Payment: cash with notes and change, card, both."""
