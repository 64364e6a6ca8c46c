"""The first five minutes: the window says what to do next, and whoever sits there does it. In demo and training only."""
