"""What measures and tries the product from outside: benchmarks, replay of real baskets, long runs. Never shipped work."""
