"""What looks odd at the counters, drawn from the events of a time."""
