"""The screen beside another till."""
