"""Figures of what travels between centre and till: a snapshot, what changed, what was sold."""
