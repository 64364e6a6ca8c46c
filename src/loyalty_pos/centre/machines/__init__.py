"""What is kept of machines that are, were or will be tills."""
