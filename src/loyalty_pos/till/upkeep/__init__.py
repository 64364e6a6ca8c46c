"""What whoever looks after a till may see of it, and what must never be seen there."""
