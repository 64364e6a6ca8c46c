"""Labels that a scale or a packing machine prints."""
