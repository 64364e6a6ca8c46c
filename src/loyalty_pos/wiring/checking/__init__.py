"""Looks through a till's machine before it is used: program, files, keys, devices, clock, disk, centre. Nothing is changed."""
