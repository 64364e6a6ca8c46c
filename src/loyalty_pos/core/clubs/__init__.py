"""Clubs: who is in, since when, until when; what joins, renews, pauses and ends a membership; pure."""
