"""How a command comes to the centre's books."""
