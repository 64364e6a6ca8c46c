"""What a program must be able to do to follow a programme."""
