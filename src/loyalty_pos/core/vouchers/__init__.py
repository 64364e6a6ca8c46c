"""Vouchers: codes that give a right once or until they are empty - gift certificates, serial coupons, invitations."""
