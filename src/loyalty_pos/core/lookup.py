"""Keyed hashes under which cards and phones are found: the till's cache holds no number in clear."""

from hashlib import blake2b

KEY_BYTES = 32


def lookup_key(kind: str, text: str, key: bytes) -> int:
    """Return a 63-bit key of ``text`` for one ``kind`` (``card``, ``phone``) under the network's 32-byte key."""
    assert len(key) == KEY_BYTES, len(key)
    digest = blake2b(text.encode(), digest_size=8, key=key, person=kind.encode()).digest()
    return int.from_bytes(digest, "big") >> 1
