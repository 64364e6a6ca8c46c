"""Personal data under a key per person: destroying the key erases the person from every copy of every chain.

A person's key K is 32 random bytes. ``seal``: AES-256-GCM of the personal fields under K, bound to the person's
id. ``wrap``: K for the centre alone (fresh X25519 key, HKDF-SHA256, AES-256-GCM). Formats begin with a version
byte. Used by both sides; importing it costs 80 ms, so a till loads it with its first new member (decisions 21).
"""

import base64
import binascii
import secrets
from collections.abc import Mapping
from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.messages import LEASE_WORD

KEY_BYTES: Final = 32
_VERSION: Final = b"\x01"
_NONCE_BYTES: Final = 12
_WRAP_INFO: Final = b"loyalty-pos person key 1"
_BUNDLE_INFO: Final = b"loyalty-pos bundle 1 "


class Sealing:
    """The till's side."""

    def new_key(self) -> bytes:
        """Return a new person's key."""
        return secrets.token_bytes(KEY_BYTES)

    def seal(self, fields: Mapping[str, str], key: bytes, person_id: str) -> str:
        """Return the fields sealed, base64."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        clear = msgspec.json.encode(dict(fields), order="sorted")
        return _text(_VERSION + nonce + AESGCM(key).encrypt(nonce, clear, person_id.encode()))

    def wrap(self, key: bytes, centre_key: str, person_id: str) -> str:
        """Return K for the owner of ``centre_key`` (X25519 public, base64), base64."""
        own = X25519PrivateKey.generate()
        public = own.public_key().public_bytes_raw()
        shared = own.exchange(X25519PublicKey.from_public_bytes(_bytes(centre_key)))
        nonce = secrets.token_bytes(_NONCE_BYTES)
        wrapped = AESGCM(_wrapping_key(shared, public)).encrypt(nonce, key, person_id.encode())
        return _text(_VERSION + public + nonce + wrapped)

    def seal_part(self, data: bytes, key: bytes, name: bytes) -> bytes:
        """Return bytes sealed for this machine's own disk; ``name``: where they stand."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(key).encrypt(nonce, data, name)

    def open_part(self, sealed: bytes, key: bytes, name: bytes) -> bytes:
        """Return the bytes. Raises ``BadMessage``."""
        try:
            return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], name)
        except (InvalidTag, ValueError) as error:
            raise BadMessage(reason="sealed part of a file") from error

    def is_signed(self, public: str, bundle: str, signature: str) -> bool:
        """Tell whether this name was signed with the private half of ``public`` (Ed25519, base64)."""
        return _is_signed(public, _BUNDLE_INFO + bundle.encode(), signature)

    def is_signed_lease(self, public: str, lease: bytes, signature: str) -> bool:
        """Tell whether these bytes were signed as a lease with the private half of ``public``."""
        return _is_signed(public, LEASE_WORD + lease, signature)

    def is_right(self, public: bytes, message: bytes, signature: bytes) -> bool:
        """Tell whether the owner of ``public`` (Ed25519, raw) signed this message."""
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def unwrap(wrapped: str, centre_private: bytes, person_id: str) -> bytes:
    """Return K; ``centre_private``: 32 raw bytes. Raises ``BadMessage``. The centre's side."""
    data = _bytes(wrapped)
    public, nonce, rest = data[1:33], data[33:45], data[45:]
    try:
        own = X25519PrivateKey.from_private_bytes(centre_private)
        shared = own.exchange(X25519PublicKey.from_public_bytes(public))
        return AESGCM(_wrapping_key(shared, public)).decrypt(nonce, rest, person_id.encode())
    except (InvalidTag, ValueError) as error:
        raise BadMessage(reason="wrapped person key") from error


def unseal(sealed: str, key: bytes, person_id: str) -> dict[str, str]:
    """Return the personal fields. Raises ``BadMessage``. The centre's side."""
    data = _bytes(sealed)
    try:
        clear = AESGCM(key).decrypt(data[1:13], data[13:], person_id.encode())
        return msgspec.json.decode(clear, type=dict[str, str])
    except (InvalidTag, ValueError, msgspec.MsgspecError) as error:
        raise BadMessage(reason="sealed part") from error


def new_centre_key() -> tuple[bytes, str]:
    """Return a new (private 32 raw bytes, public base64) pair of the centre."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), _text(private.public_key().public_bytes_raw())


def centre_public(private: bytes) -> str:
    """Return the public half of the centre's key, base64."""
    return _text(X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw())


def new_device_key() -> tuple[str, str]:
    """Return a new Ed25519 (private, public) pair of a till, both base64 of 32 raw bytes."""
    private = Ed25519PrivateKey.generate()
    return _text(private.private_bytes_raw()), _text(private.public_key().public_bytes_raw())


def bundle_public(private: bytes) -> str:
    """Return the public half of the key that signs bundles, base64."""
    return _text(Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw())


def signed(private: bytes, bundle: str) -> str:
    """Return the signature of a bundle's name, base64. The centre's side."""
    return _text(Ed25519PrivateKey.from_private_bytes(private).sign(_BUNDLE_INFO + bundle.encode()))


def signed_lease(private: bytes, lease: bytes) -> str:
    """Return the signature of a lease, base64. The centre's side."""
    return _text(Ed25519PrivateKey.from_private_bytes(private).sign(LEASE_WORD + lease))


class SigningKey:
    """A private Ed25519 key, ready to sign; making it ready costs as much as two signatures."""

    def __init__(self, private: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(private)
        self.public = _text(self._key.public_key().public_bytes_raw())

    def sign(self, text: bytes) -> str:
        """Return the signature, base64; the text begins with what it is (``wire.signing.words``)."""
        return _text(self._key.sign(text))


def signing_key(private: str) -> SigningKey:
    """Return the key of a text, base64 of 32 bytes. Raises ``BadMessage``."""
    try:
        return SigningKey(_bytes(private))
    except ValueError as error:
        raise BadMessage(reason="not a key") from error


def is_signed_text(public: str, text: bytes, signature: str) -> bool:
    """Tell whether the owner of ``public`` (Ed25519, base64) signed this text."""
    return _is_signed(public, text, signature)


def _is_signed(public: str, data: bytes, signature: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(_bytes(public)).verify(_bytes(signature), data)
    except (InvalidSignature, ValueError, BadMessage):
        return False
    return True


def signed_message(private: bytes, message: bytes) -> bytes:
    """Return the Ed25519 signature, 64 raw bytes; the message must begin with what it is, for the key signs other things too."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(message)


def new_signing_key() -> tuple[bytes, bytes]:
    """Return a new Ed25519 (private, public) pair, both 32 raw bytes."""
    private = Ed25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def signing_public(private: bytes) -> bytes:
    """Return the public half, 32 raw bytes."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def _wrapping_key(shared: bytes, public: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=public, info=_WRAP_INFO).derive(shared)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadMessage(reason="not base64") from error
