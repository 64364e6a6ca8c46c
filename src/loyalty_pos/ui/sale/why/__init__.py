"""Why this price, and what is missing for an offer: from the trace to sentences beside the basket."""
