"""Segments of members: lists made by hand, and rules over what members bought."""
