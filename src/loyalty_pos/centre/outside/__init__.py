"""Whoever speaks to the centre and is neither till nor console: web shops, survey tools, partners."""
