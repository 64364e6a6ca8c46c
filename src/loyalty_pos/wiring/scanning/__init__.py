"""The scanners of one till, joined: those on lines, the one that types, and what is kept about them."""
