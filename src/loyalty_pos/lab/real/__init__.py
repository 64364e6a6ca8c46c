"""Real baskets of a public data set and the town they are sold in; ``lab.replay`` drives it."""
