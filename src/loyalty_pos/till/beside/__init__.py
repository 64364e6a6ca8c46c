"""Shops whose receipt another program prints: worked out here, printed there, confirmed or cancelled, brought back."""
