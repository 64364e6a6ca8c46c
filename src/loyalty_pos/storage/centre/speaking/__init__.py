"""How tills speak, in the database."""
