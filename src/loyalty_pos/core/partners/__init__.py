"""Partners of a programme: what they pay for points and discounts, and what they give back to members."""
