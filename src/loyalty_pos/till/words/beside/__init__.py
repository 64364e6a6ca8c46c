"""What is said where another program prints the receipt."""
