"""What all tills together may cost while nobody can ask the centre: the manager's screen."""
