"""Commands about codes that are money or a right: one looked at, blocked, brought from an older system."""
