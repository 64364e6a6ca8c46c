"""What tills may decide alone: leases made out, settled, and what they can cost at most (docs/why/0026)."""
