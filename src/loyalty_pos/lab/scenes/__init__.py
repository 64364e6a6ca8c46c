"""Scenes of screens that came later, by theme."""
