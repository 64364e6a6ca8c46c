"""The bar that only the demo has: things to scan by a click, and the network cable."""
