"""A sealed copy of the journal on another disk or a stick: what is left when the till's disk is not (decisions 21)."""
