"""What till and centre sign when they speak to each other, as bytes; who holds which key is told in docs/why."""
