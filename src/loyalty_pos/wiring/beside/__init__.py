"""The port for a program beside the till, joined to an open till."""
