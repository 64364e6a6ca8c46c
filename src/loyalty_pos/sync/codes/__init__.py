"""Codes for phones, handed to the program that sends them."""
