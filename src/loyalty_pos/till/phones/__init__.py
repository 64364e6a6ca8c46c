"""Members' phones, as the counter asks for them."""
