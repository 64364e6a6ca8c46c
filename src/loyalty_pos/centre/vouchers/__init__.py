"""Vouchers at the centre: made for the print house, sold, used, given back - each deed once."""
