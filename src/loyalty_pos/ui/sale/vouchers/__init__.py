"""Codes that are money or a right: asked for and taken at the screens."""
