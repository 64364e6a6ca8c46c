"""The packs of blank cards that a till has received, as the counter sees them."""
