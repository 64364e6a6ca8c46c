"""What a shift is told as: its loyalty, its drawer, what is unfinished."""
