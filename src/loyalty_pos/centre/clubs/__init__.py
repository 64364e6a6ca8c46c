"""Clubs at the centre: who is in, who is invited, invitations, and what a till reports of it."""
