"""Cards and people."""

from collections.abc import Collection, Sequence
from typing import Protocol

from loyalty_pos.centre.records import (
    Card,
    Person,
)


class Members(Protocol):
    """Cards, and whom a card or a phone belongs to."""

    def accounts_of(self, kind: str, keys: Collection[int]) -> dict[int, str]:
        """Return who is known under these keyed hashes (``kind``: card or phone)."""
        ...

    def name(self, names: Sequence[tuple[str, int, str]]) -> None:
        """Make accounts known: (kind, keyed hash, account id); whoever was first keeps the name."""
        ...

    def forget(self, kind: str, key: int) -> None:
        """Nobody is known under this keyed hash any more."""
        ...

    def put_cards(self, cards: Sequence[Card]) -> None: ...

    def drop_cards(self, cards: Sequence[Card]) -> None:
        """Take blank cards out that somebody else gets now."""
        ...

    def cards_of(self, account_ids: Collection[str]) -> list[Card]: ...

    def by_last4(self, last4: str, limit: int) -> list[str]: ...

    def card_page(self, after: str, limit: int) -> list[Card]:
        """Return cards in the order of their numbers, for exports."""
        ...


class People(Protocol):
    """Personal data, apart from everything else."""

    def put_people(self, people: Sequence[Person]) -> None: ...

    def people_of(self, account_ids: Collection[str]) -> list[Person]: ...

    def birthdays(self, account_ids: Collection[str]) -> list[tuple[str, str, int]]:
        """Return (account id, birthday, when it was changed) of those of these accounts that have one."""
        ...

    def birthday_page(self, after: str, limit: int) -> list[tuple[str, str, int]]:
        """Return (account id, birthday, when it was changed) in the order of accounts behind one, those without a birthday left out."""
        ...

    def people_counts(self) -> tuple[int, int]:
        """Return (accounts with a live card, accounts with a birthday)."""
        ...

    def by_name(self, words: Sequence[str], limit: int) -> list[str]: ...
