"""The till's timekeeper: its clocks, what the centre says of the time, and the thread that looks."""
