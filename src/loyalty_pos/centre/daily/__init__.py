"""What the centre does by itself as days pass: points end, birthdays come near, operations are forgotten."""
