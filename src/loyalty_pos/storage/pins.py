"""PINs of cashiers as slow hashes: argon2id over a keyed digest, so that a stolen cache alone does not give them.

The pepper is the network's 32-byte lookup key: it travels to a till at enrolment and lies in its vault, never
beside the hashes. Checking is slow on purpose; a log-in without a code tries every cashier, hence the least cost that is still advised.
"""

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_PURPOSE: Final = b"loyalty-pos pin "


@dataclass(frozen=True, slots=True)
class PinHasher:
    """Makes and checks hashes (``till.ports.PinCheck``)."""

    pepper: bytes = field(repr=False)

    def digest(self, pin: str) -> str:
        """Return a salted hash of the PIN."""
        return _HASHER.hash(self._keyed(pin))

    def matches(self, pin: str, pin_hash: str) -> bool:
        """Tell whether the PIN belongs to the hash; a text that is no hash never matches."""
        try:
            return _HASHER.verify(pin_hash, self._keyed(pin))
        except (VerificationError, InvalidHashError):
            return False

    def _keyed(self, pin: str) -> str:
        return hmac.new(self.pepper, _PURPOSE + pin.encode(), hashlib.sha256).hexdigest()
