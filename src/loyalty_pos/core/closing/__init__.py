"""The closing of a month: what points and certificates did in it, to the unit, frozen for ever."""
