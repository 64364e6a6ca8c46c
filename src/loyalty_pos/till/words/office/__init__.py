"""Words of what a manager looks up at the till."""
