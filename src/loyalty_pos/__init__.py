"""Loyalty POS: a till with a loyalty programme, and its centre. This file holds the version and nothing else."""

__version__ = "0.1.0"
