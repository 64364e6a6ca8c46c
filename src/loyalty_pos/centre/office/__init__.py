"""What a shop's manager may ask the office from a till; read only, and each question with a name behind it."""
