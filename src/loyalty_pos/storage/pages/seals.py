"""The seal of each page of an encrypted file: whose key made it, and whether a byte of it was changed.

SQLCipher 4 ends a page with 16 bytes of start value and the HMAC-SHA512 of what is encrypted, the start value and the
page's number. No library is needed to look, so a start may ask whether a file without its head is still this till's.
"""

import hashlib
import hmac
from pathlib import Path
from typing import Final

KEY_HEX: Final = 64
SALT_BYTES: Final = 16
IV_BYTES: Final = 16
MAC_BYTES: Final = 64
RESERVED: Final = IV_BYTES + MAC_BYTES
_SALT_MASK: Final = 0x3A
_MAC_ROUNDS: Final = 2
_MAC_KEY_BYTES: Final = 32
_LOOKED_AT: Final = 2_000
"""Pages; a file of which none of so many is sound is nobody's."""


class Seals:
    """Looks at pages with a file's raw key (96 hex digits: key and salt)."""

    def __init__(self, key: str) -> None:
        self.key, salt = bytes.fromhex(key[:KEY_HEX]), bytes.fromhex(key[KEY_HEX:])
        masked = bytes(byte ^ _SALT_MASK for byte in salt)
        self._mac_key = hashlib.pbkdf2_hmac("sha512", self.key, masked, _MAC_ROUNDS, _MAC_KEY_BYTES)

    def fits(self, page: bytes, number: int) -> bool:
        """Tell whether this is what was written as page ``number``, which counts from 1."""
        begin, end = SALT_BYTES if number == 1 else 0, len(page) - RESERVED
        sealed = page[begin : end + IV_BYTES] + number.to_bytes(4, "little")
        return hmac.compare_digest(hmac.digest(self._mac_key, sealed, "sha512"), page[end + IV_BYTES :])


def has_sound_page(path: Path, key: str, page_bytes: int) -> bool:
    """Tell whether any of the first pages was written under this key; False for a file that cannot be read."""
    seals = Seals(key)
    try:
        with path.open("rb") as file:
            for number in range(1, _LOOKED_AT + 1):
                page = file.read(page_bytes)
                if len(page) < page_bytes:
                    return False
                if seals.fits(page, number):
                    return True
    except OSError:
        return False
    return False
