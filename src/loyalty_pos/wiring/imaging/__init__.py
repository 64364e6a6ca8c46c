"""Machines made from one image."""
