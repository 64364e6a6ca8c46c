"""The till as a service for a program that prints the receipt by itself."""
