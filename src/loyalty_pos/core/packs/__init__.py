"""Packs of blank plastic cards: what a pack is, and what is left of it. Pure."""
