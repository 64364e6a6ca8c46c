"""Words about a till's own disk: its room, the copy beside it, what was salvaged."""
