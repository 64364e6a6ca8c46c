"""Vouchers at the counter: certificates sold and taken, serial coupons, personal offers refused."""
