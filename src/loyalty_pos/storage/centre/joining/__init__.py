"""Accounts that were joined, in the centre's tables."""
