"""Which machine can be a till, told before anything is installed. Pure."""
