"""Personal data in the centre's tables, and the note beside the keys of whom the shop has forgotten."""
