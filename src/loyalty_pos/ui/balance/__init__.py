"""A member's points: lots, what is pending, what was bought here."""
