"""Words of looking customers up."""
