"""What time it is, and whether this machine's clock can be believed."""
