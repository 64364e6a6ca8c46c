"""The shift: opening, X, cash in and out, closing with Z."""
