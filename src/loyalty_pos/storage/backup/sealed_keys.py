"""The keys of a centre, sealed with a passphrase, so that they may lie beside the books they open.

Argon2id (64 MiB, 3 passes) makes a key of the passphrase, AES-256-GCM seals. Whoever has both the file and the
passphrase has everything; whoever lost the passphrase has nothing.
"""

import secrets
from typing import Final

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SHORTEST: Final = 12
"""Characters of a passphrase: these keys are worth more than a PIN, and nobody counts the tries."""
_VERSION: Final = b"\x01"
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_MEMORY_KIB: Final = 64 * 1024
_PASSES: Final = 3
_NAME: Final = b"loyalty-pos keys 1"


def seal_keys(keys: bytes, passphrase: str) -> bytes:
    """Return the keys sealed."""
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + salt + nonce + AESGCM(_key(passphrase, salt)).encrypt(nonce, keys, _NAME)


def open_keys(sealed: bytes, passphrase: str) -> bytes | None:
    """Return the keys, None for another passphrase or for bytes that are none of ours."""
    start, end = len(_VERSION) + _SALT_BYTES, len(_VERSION) + _SALT_BYTES + _NONCE_BYTES
    if sealed[: len(_VERSION)] != _VERSION or len(sealed) <= end:
        return None
    salt, nonce = sealed[len(_VERSION) : start], sealed[start:end]
    try:
        return AESGCM(_key(passphrase, salt)).decrypt(nonce, sealed[end:], _NAME)
    except InvalidTag:
        return None


def _key(passphrase: str, salt: bytes) -> bytes:
    return hash_secret_raw(passphrase.encode(), salt, _PASSES, _MEMORY_KIB, 1, 32, Type.ID)
