"""Schemas of the till's files: numbered migrations, append-only, and a baseline made from them; never edited once released."""
