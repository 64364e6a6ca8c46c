"""Codes of certificates and coupons in the tests, and the keyed hashes under which they are known."""

from loyalty_pos.core.coupons.codes import compact
from loyalty_pos.core.lookup import lookup_key

GIFT = "GIFT-ACDE-FGHJ-KMNPQ"
NETWORK_KEY = bytes(range(32))


def key_of(code: str = GIFT, network_key: bytes = NETWORK_KEY) -> int:
    """Return the keyed hash under which a code is known."""
    return lookup_key("voucher", compact(code), network_key)
