"""Sounds: three tones that we make ourselves, and whatever this machine plays them by."""
