"""Whether this machine's clock can be believed; pure."""
