"""The manager's desk by command: months, points by hand, staff, what looks odd, who did what."""
