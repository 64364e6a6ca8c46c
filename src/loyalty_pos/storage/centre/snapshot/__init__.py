"""Snapshots on the centre's disk."""
