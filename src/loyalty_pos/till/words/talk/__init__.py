"""What is said of the talk between a till and its centre, in both languages."""
