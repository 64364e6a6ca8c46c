"""Files and databases: the only home of SQL. Implements the ports of till and centre; must never decide a rule."""
