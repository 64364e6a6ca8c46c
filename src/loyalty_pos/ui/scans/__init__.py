"""Every scan goes one way, whatever page shows and whatever has the focus."""
