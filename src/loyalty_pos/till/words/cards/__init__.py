"""Words of cards: their papers."""
