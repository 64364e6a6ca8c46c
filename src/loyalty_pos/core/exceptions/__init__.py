"""Frauds T1 to T5 as they show in the facts of tills; pure."""
