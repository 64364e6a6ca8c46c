"""Tries of something, counted by the hour."""
