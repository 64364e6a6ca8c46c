"""For whoever looks after the till: what waits, what it keeps, settings and who decided them, the log, one file for support."""
