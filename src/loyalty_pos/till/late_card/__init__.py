"""A card shown after the receipt was paid: who may still put it there, what it brings, and what the receipt is then."""
