"""The books of the centre in a database: embedded SQLite or PostgreSQL, one set of statements for both."""
