"""Goods that come back at another till than the one that sold them: found, told to all tills, settled once."""
