"""The printer's page, joined: the queue that prints, and what this machine remembers of its printer."""
