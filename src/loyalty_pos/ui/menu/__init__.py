"""The menu (F10): everything that is not part of every sale."""
