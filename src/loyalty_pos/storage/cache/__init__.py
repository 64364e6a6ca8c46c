"""cache.db: what the centre told this till; rebuildable at any time, and never the only home of anything."""
