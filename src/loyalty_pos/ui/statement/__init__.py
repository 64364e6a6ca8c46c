""" "My points vanished": where a member's points are and went, on one page."""
