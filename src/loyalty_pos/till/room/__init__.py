"""How much room a till has left, and from when on it says so."""
