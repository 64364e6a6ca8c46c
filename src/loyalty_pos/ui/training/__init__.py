"""Training: the same till on a sandbox, marked wherever somebody looks."""
