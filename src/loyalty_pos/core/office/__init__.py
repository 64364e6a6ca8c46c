"""What the office of a shop refuses; pure."""
