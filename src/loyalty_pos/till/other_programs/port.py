"""What must be remembered of receipts that another program prints, as a small Protocol; its adapter is in storage."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

OTHER_TILL: Final = "other_till"
"""Reference of a tender: the other program took the money, it lies in no drawer of ours."""
PRINTED: Final = "beside_printed"
"""Audit line in one transaction with the sale: ``subject`` its id, ``reason`` the key of the other program's paper."""
OVER_RIGHT: Final = "beside_over_right"
"""Audit line: a printed receipt took points to which this till's right had ended meanwhile; ``amount_minor``: points."""


class KeptKind(StrEnum):
    SALE = "sale"
    RETURN = "return"


class KeptState(StrEnum):
    TOLD = "told"
    """The other program was told the figures; whether it printed is not known yet."""
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Kept:
    """One receipt or return under the caller's key. ``body``: its text (``wire.beside.kept``)."""

    key: str
    kind: KeptKind
    state: KeptState
    at_us: int
    body: str


class BesideBook(Protocol):
    """Durable before a call returns; raises the refusals of the file."""

    def get(self, key: str) -> Kept | None: ...

    def put(self, kept: Kept) -> None:
        """Keep it in place of its earlier state; what was settled long ago is forgotten."""
        ...

    def told(self) -> list[Kept]:
        """Return the sales that were neither confirmed nor cancelled, oldest first."""
        ...

    def sale_of(self, paper: str) -> str:
        """Return the id of the newest sale that was printed as this paper, "" = none."""
        ...


class NoBook:
    """A till that keeps nothing."""

    def get(self, key: str) -> Kept | None:  # noqa: ARG002 - the port's shape
        """Return None."""
        return None

    def put(self, kept: Kept) -> None:
        """Keep nothing."""

    def told(self) -> list[Kept]:
        """Return none."""
        return []

    def sale_of(self, paper: str) -> str:  # noqa: ARG002 - the port's shape
        """Return "": no paper is known."""
        return ""
