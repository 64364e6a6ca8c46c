"""What the centre counts of offers: what each has cost, and when that is enough."""
