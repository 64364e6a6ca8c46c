"""``programme``: write a programme, check it, have it explained, compare two; on files alone, without a shop."""
