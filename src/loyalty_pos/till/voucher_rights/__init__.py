"""What the counter asks about certificates and codes that it may take without the centre."""
