"""Months closed at the centre: by whom, what moved, which tills were not complete."""
