"""Whose account is whose: accounts that were joined or parted, and what tills tell under a name of before."""
