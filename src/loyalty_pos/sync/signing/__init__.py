"""The signatures of a till's questions, and what it believes of the answers."""
