"""Many tills at once, in tables."""
