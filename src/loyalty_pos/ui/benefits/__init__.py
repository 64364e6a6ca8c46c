"""One page: what this customer can use now, and what is missing for the rest."""
