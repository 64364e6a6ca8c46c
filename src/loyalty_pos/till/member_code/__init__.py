"""The code on a member's phone, at the counter."""
