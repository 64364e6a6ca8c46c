"""The code of a receipt: 20 digits that a scanner reads and a person can type; unique without asking anybody.

4 digits name the till, 12 the millisecond of the receipt (they come round after 31 years), 3 are chance,
the last is a Damm check digit. Digits survive a wrong keyboard layout. Never a key: keys are UUIDs.
"""

import uuid
from hashlib import blake2b

from loyalty_pos.core.cards import damm_digit, is_digits

LENGTH = 20
_GROUP = 4
_ROUND_MS = 10**12
_DAY_MS = 24 * 60 * 60 * 1000


def receipt_code(agent_id: str, document_id: str) -> str:
    """Return the code of the document (a UUIDv7 text) made by this till."""
    value = uuid.UUID(document_id).int
    unix_ms = (value >> 80) % _ROUND_MS
    chance = (value & ((1 << 62) - 1)) % 1_000
    digits = f"{till_digits(agent_id)}{unix_ms:012}{chance:03}"
    return digits + damm_digit(digits)


def till_digits(agent_id: str) -> str:
    """Return the four digits by which codes name a till; several tills may share them."""
    return f"{int.from_bytes(blake2b(agent_id.encode(), digest_size=8).digest(), 'big') % 10_000:04}"


def begun_ms(code: str, now_ms: int) -> int:
    """Return the Unix millisecond at which the receipt of this code began, the newest one that is not to come."""
    rounds, here = divmod(now_ms, _ROUND_MS)
    told = place_in_time(code)
    return (rounds if told <= here + _DAY_MS else rounds - 1) * _ROUND_MS + told


def place_in_time(code: str) -> int:
    """Return the millisecond at which the receipt began, within its round of 31 years."""
    return int(code[4:16])


def is_receipt_code(text: str) -> bool:
    """Tell whether the text has the form of a receipt's code and its check digit is right."""
    return is_digits(text) and len(text) == LENGTH and damm_digit(text[:-1]) == text[-1]


def spaced(code: str) -> str:
    """Return the code in groups of four, as it is printed for people."""
    return " ".join(code[i : i + _GROUP] for i in range(0, len(code), _GROUP))
