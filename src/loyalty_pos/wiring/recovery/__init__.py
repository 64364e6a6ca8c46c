"""What a till that is gone never sent, brought to the centre from its disk."""
