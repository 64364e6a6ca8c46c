"""Who answers a manager's questions at the centre; the port alone."""
