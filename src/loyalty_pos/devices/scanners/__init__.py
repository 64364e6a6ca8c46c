"""Scanners that report as scanners, where each one is, and how a strange one is recognised."""
