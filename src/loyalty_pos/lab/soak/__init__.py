"""Sixty tills against one centre for simulated days, with everything going wrong on the way; and what they stand on."""
