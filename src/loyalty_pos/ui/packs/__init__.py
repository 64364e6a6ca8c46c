"""Packs of blank cards: received, spoiled, counted in the evening."""
