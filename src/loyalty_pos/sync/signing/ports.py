"""With which keys a till speaks and whom it believes (``wiring.signing``)."""

from typing import Protocol


class Key(Protocol):
    """A key that signs."""

    @property
    def id(self) -> str: ...

    def sign(self, text: bytes) -> str:
        """Return the signature, base64."""
        ...


class Voice(Protocol):
    """A till's voice; from any thread."""

    def key(self) -> Key | None:
        """Return the key that signs now, None = this till does not sign (yet)."""
        ...

    def pins(self) -> bool:
        """Tell whether the centre's key is known here."""
        ...

    def is_centre(self, text: bytes, signature: str) -> bool:
        """Tell whether the centre signed this text."""
        ...

    def is_strict(self) -> bool:
        """Tell whether no answer without the centre's signature may be believed."""
        ...

    def heard_signed(self) -> None:
        """Remember that this centre signs."""
        ...

    def done(self) -> int:
        """Return the serial of the newest order obeyed."""
        ...


class Mute:
    """Before enrolment: nobody signs, whoever answers is believed as far as the line is."""

    def key(self) -> Key | None:
        """Return None."""
        return None

    def pins(self) -> bool:
        """Return False."""
        return False

    def is_centre(self, text: bytes, signature: str) -> bool:  # noqa: ARG002 - the port's shape
        """Return False."""
        return False

    def is_strict(self) -> bool:
        """Return False."""
        return False

    def heard_signed(self) -> None:
        """Remember nothing."""

    def done(self) -> int:
        """Return 0."""
        return 0
