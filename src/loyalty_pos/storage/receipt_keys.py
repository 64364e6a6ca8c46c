"""The till's own signature under its receipts, and the signatures of others: Ed25519, the private key in the vault.

It must never raise: a sale that is recorded gets its receipt, if need be without a signature. Importing it costs
80 ms, so a till loads it in an idle moment.
"""

import base64
import binascii
import logging
import threading
from collections.abc import Callable

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from loyalty_pos.core.problems import Problem

_TEST: bytes = b"loyalty self-test"
_log = logging.getLogger(__name__)


class ReceiptKeys:
    """``till.other_tills.ports.Signatures`` with this till's key."""

    def __init__(self, private: Callable[[], str | None]) -> None:
        """``private``: reads the key from the vault, base64; asked once, at the first signature."""
        self._private = private
        self._lock = threading.Lock()
        self._key: Ed25519PrivateKey | None = None
        self._has_looked = False

    def sign(self, message: bytes) -> bytes:
        """Return the signature, b"" without a usable key."""
        key = self._own()
        return key.sign(message) if key is not None else b""

    def is_signed(self, public_key: str, message: bytes, signature: bytes) -> bool:
        """Tell whether it is signed with the private half of this key (base64)."""
        try:
            Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True)).verify(
                signature, message
            )
        except (InvalidSignature, ValueError, binascii.Error):
            return False
        return True

    def works(self) -> bool:
        """Tell whether this till can sign; its own signature is tried."""
        key = self._own()
        if key is None:
            return False
        public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
        return self.is_signed(public, _TEST, key.sign(_TEST))

    def _own(self) -> Ed25519PrivateKey | None:
        with self._lock:
            if not self._has_looked:
                self._has_looked = True
                self._key = self._read()
            return self._key

    def _read(self) -> Ed25519PrivateKey | None:
        try:
            text = self._private()
            return (
                Ed25519PrivateKey.from_private_bytes(base64.b64decode(text, validate=True)) if text else None
            )
        except (Problem, OSError, ValueError, binascii.Error):
            _log.exception("till.device_key_unreadable")
            return None
