"""The cards of an account as this till knows them; the adapter lives in storage."""

from dataclasses import dataclass
from typing import Protocol

from loyalty_pos.core.member import CardState


@dataclass(frozen=True, slots=True)
class HeldCard:
    """``key``: the keyed hash of its number (``core.lookup``)."""

    key: int
    last4: str
    state: CardState


class HeldCards(Protocol):
    def of(self, account_id: str) -> list[HeldCard]:
        """Return the cards of an account, those that may be used first."""
        ...


class NoCards:
    """A till that keeps no cards."""

    def of(self, account_id: str) -> list[HeldCard]:  # noqa: ARG002 - the port's shape
        """Nothing is known."""
        return []
