"""What is kept of accounts that are, or were, one; known to the ports and everybody above them."""
