"""What the manager asks and does at the desk, from a till or by command."""
