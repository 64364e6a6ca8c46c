"""What a shift is told as: its loyalty and its drawer, and how the book is asked for it."""
