"""journal.db, the till's own truth: chained facts that are only ever added, and what is derived from them."""
