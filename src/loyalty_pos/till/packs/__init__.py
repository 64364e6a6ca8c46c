"""Packs of plastic at one till: received, given out, spoiled, counted in the evening."""
