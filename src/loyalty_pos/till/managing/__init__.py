"""The manager's desk at the centre, as a till asks it."""
