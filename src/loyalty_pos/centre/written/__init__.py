"""What the office writes down, as plain facts; nothing here decides anything."""
