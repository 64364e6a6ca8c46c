"""Two accounts made one, and parted again: what moves, who is charged for what was spent in between. Pure."""
