"""A till that was alone for a month comes back: everything it sold is pushed while it goes on selling."""
