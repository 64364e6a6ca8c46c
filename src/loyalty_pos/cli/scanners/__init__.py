"""``scanner-lab``: scanners that are not there, and what arrives from those that are."""
