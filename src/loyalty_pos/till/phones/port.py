"""What the counter needs to judge the code of a member's phone without a connection."""

from dataclasses import dataclass
from typing import Protocol

from loyalty_pos.core.member import Member
from loyalty_pos.core.member_code.layout import MemberCode


@dataclass(frozen=True, slots=True)
class KnownPhone:
    """What the feed told of a card's phone; ``public_key`` b"" = none, or with ``until_minutes``: it was stopped."""

    public_key: bytes = b""
    until_minutes: int = 0


class MemberPhones(Protocol):
    """Phones, and the codes that were shown here; every answer comes from local files."""

    def network(self) -> tuple[str, bytes]:
        """Return the network's name in codes and the key that signs passports; ("", b"") = this till can judge none."""
        ...

    def member(self, card: int) -> Member | None:
        """Return whose card has this keyed hash, in whatever state the card is."""
        ...

    def phone(self, card: int) -> KnownPhone: ...

    def last_counter(self, card: int) -> int:
        """Return the counter of the card's newest code that was believed here, -1 = none of late."""
        ...

    def remember(self, code: MemberCode) -> None:
        """Keep durably that this code was shown; where the disk will not, until the program ends."""
        ...

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool: ...


class NoPhones:
    """A till that judges no codes."""

    def network(self) -> tuple[str, bytes]:
        """Return none."""
        return "", b""

    def member(self, card: int) -> Member | None:  # noqa: ARG002 - the port's shape
        """Return nobody."""
        return None

    def phone(self, card: int) -> KnownPhone:  # noqa: ARG002 - the port's shape
        """Return none."""
        return KnownPhone()

    def last_counter(self, card: int) -> int:  # noqa: ARG002 - the port's shape
        """Return none."""
        return -1

    def remember(self, code: MemberCode) -> None:
        """Keep nothing."""

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:  # noqa: ARG002 - the port's shape
        """Believe nothing."""
        return False
