"""Around a return: which receipt it is, and what is done where there is none."""
