"""Giving out cards (F3): phone, form, done."""
