"""Who did what and when, from every book that says so."""
