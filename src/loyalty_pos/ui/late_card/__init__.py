"""A card put to a receipt that is paid: what it will bring is seen before it happens."""
