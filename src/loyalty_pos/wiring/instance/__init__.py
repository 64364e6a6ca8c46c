"""One window a till: the second start finds the first one, and whoever looks after the machine can ask it to go."""
