"""PIN entry: logging in, and approving one action."""
