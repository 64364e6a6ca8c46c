"""Commands about members at the centre: what they did, what they get, who may tell of it."""
