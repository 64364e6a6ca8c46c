"""Phones whose codes stand for a member's card."""
