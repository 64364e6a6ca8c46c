"""The keys with which a till speaks to its centre, in its vault."""
