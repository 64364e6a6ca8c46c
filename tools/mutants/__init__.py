"""Deliberate mistakes in the rules of money and points, and whether a test notices each of them (ADR 0025)."""
