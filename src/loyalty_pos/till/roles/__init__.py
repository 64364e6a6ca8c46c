"""What a badge opens, and how far a role goes."""
