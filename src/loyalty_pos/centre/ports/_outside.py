"""What the centre needs of the outside: a clock and the secrets of the network."""

from typing import Protocol


class Clock(Protocol):
    def now_us(self) -> int:
        """Return UTC microseconds since 1970."""
        ...


class Signing(Protocol):
    """What is signed with the one key by which tills believe their centre; each message begins with what it is."""

    @property
    def bundle_key(self) -> str:
        """The Ed25519 public key, base64, that verifies bundles."""
        ...

    def sign_bundle(self, bundle: str) -> str:
        """Return the signature of a bundle's name, base64."""
        ...

    def sign_lease(self, lease: bytes) -> str:
        """Return the signature of a lease as it travels, base64; of the same key."""
        ...

    def sign_passport(self, message: bytes) -> bytes:
        """Return the Ed25519 signature of a passport of a member's phone (``core.member_code``), by the bundles' key."""
        ...


class Speaking(Protocol):
    """Signatures of questions, answers and orders; the texts are those of ``wire.signing``."""

    def sign(self, text: bytes) -> str:
        """Return the signature by the key that verifies bundles, base64."""
        ...

    def is_signed(self, public: str, text: bytes, signature: str) -> bool:
        """Tell whether the owner of a till's public key (base64) signed this text."""
        ...


class Secrets(Signing, Speaking, Protocol):
    """Randomness and the network's own keys; the keys stay in the keyfile of the centre."""

    def code(self) -> str:
        """Return 8 random base32 characters."""
        ...

    def token(self) -> str:
        """Return a random bearer secret."""
        ...

    def new_id(self) -> str:
        """Return a random UUID text."""
        ...

    @property
    def lookup_key(self) -> bytes:
        """The 32-byte key of ``core.lookup``."""
        ...

    @property
    def lookup_key_text(self) -> str:
        """The same key as base64, for an enrolled till."""
        ...

    @property
    def centre_key(self) -> str:
        """The X25519 public key, base64, to which person keys are wrapped."""
        ...

    def open_sealed(self, sealed: str, person_id: str, wrapped: str) -> dict[str, str]:
        """Return the fields of a sealed personal part. Raises BadMessage."""
        ...

    def seal_code(self, code: str, key: int) -> str:
        """Return a partner's code sealed for the centre alone; ``key``: its keyed hash."""
        ...

    def open_code(self, sealed: str, key: int) -> str:
        """Return a partner's code. Raises BadMessage."""
        ...
