"""The manager's desk: figures, months, what looks odd, points by hand, staff, who did what."""
