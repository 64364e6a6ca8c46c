"""Commands about many tills: batches that enrol themselves, how each till is, a dead one's successor, who can take the product."""
