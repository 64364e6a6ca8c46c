"""What a manager looks up at the till: where a member's points went, what tills may cost without the centre."""
