"""What is true: rules, money, points. Pure: no clock, no randomness, no files, no network, no Qt."""
