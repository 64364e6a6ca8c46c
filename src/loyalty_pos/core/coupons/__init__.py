"""Coupons: promo codes that everybody may use, and serials of a single use for the print house."""
