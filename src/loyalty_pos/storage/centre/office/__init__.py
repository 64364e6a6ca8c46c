"""What the office writes down: closings, adjustments, deeds, what looks odd."""
