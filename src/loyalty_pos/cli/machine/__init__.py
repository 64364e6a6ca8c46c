"""What a machine's owner and an installer ask of ``till`` without a window: is it well, is it free, whose settings hold."""
