"""Paying with points without asking the centre: leases, what they allow, and the most that can go wrong (docs/why/0026)."""
