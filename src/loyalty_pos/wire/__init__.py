"""What till and centre say to each other: versioned messages and the event envelope. Pure; the only home of msgspec types."""
