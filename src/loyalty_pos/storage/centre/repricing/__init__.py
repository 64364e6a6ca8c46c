"""How far the tills' sales have been priced again, as rows."""
