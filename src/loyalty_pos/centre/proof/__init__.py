"""Proof that the centre's books are what was written: the tills' chains and the accounts' own."""
