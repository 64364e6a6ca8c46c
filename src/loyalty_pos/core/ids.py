"""Names for things that are made without asking anybody: UUIDv7 and the hybrid logical clock; pure."""

import uuid

HLC_COUNTER_BITS = 16
HLC_LATEST_MS = (1 << 46) - 1
"""In the year 4199: a clock that shows more is wrong, and its number would not fit into the files."""
RANDOM_BYTES = 10


def uuid7(unix_ms: int, random10: bytes) -> str:
    """Return a UUIDv7 text for this millisecond and 10 random bytes (RFC 9562, 5.7)."""
    assert len(random10) == RANDOM_BYTES, len(random10)
    value = (unix_ms & ((1 << 48) - 1)) << 80 | int.from_bytes(random10, "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


def next_hlc(last: int, unix_ms: int) -> int:
    """Return the next hybrid logical time: strictly greater than ``last``, near the wall clock (I18).

    Layout: milliseconds << 16 | counter; 63 bits. A clock that is later than ``HLC_LATEST_MS`` counts as that.
    """
    return max(last + 1, min(unix_ms, HLC_LATEST_MS) << HLC_COUNTER_BITS)
