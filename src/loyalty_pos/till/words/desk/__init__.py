"""Words of the manager's desk in both languages."""
