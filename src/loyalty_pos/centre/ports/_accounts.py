"""The ledger: accounts, points set aside, documents."""

from collections.abc import Collection, Sequence
from typing import Protocol

from loyalty_pos.centre.records import (
    Account,
    Booked,
    Document,
    HoldRecord,
)
from loyalty_pos.core.ledger import Entry
from loyalty_pos.core.member import Lot
from loyalty_pos.wire.messages import Posting


class Accounts(Protocol):
    """Accounts with their lots and entries. ``load`` locks in the order of ids."""

    def load(self, account_ids: Collection[str], *, all_lots: Collection[str] = ()) -> dict[str, Account]:
        """Return those that exist; ``all_lots`` names accounts whose empty lots are wanted too."""
        ...

    def save(
        self, accounts: Sequence[Account], lots: Sequence[tuple[str, Lot]], booked: Sequence[Booked]
    ) -> None:
        """Store heads, the lots that changed as (account id, lot), and new entries."""
        ...

    def entries_of_sales(self, pairs: Collection[tuple[str, str]]) -> list[Entry]:
        """Return the entries of (account id, sale id) pairs in their order."""
        ...

    def entries(self, account_id: str) -> list[Booked]:
        """Return the whole book of one account in its order."""
        ...

    def page(self, after: str, limit: int) -> list[str]:
        """Return account ids in order."""
        ...

    def ended(self, at_us: int, after: str, limit: int) -> list[str]:
        """Return accounts behind an id, in order, with points in lots whose life is over."""
        ...

    def booked_points(self, account_ids: Collection[str]) -> dict[str, int]:
        """Return the sum of entries without memos, by account."""
        ...

    def history(self, account_id: str, limit: int) -> list[Posting]: ...


class Holds(Protocol):
    """Reservations by operation; an account's open ones come with ``Accounts.load``."""

    def get(self, op: str) -> HoldRecord | None:
        """Return what is known under an operation."""
        ...

    def lock(self, op: str) -> None:
        """Let nobody else ask for this operation or give it back until this transaction ends; before any account."""
        ...

    def put(self, holds: Sequence[HoldRecord]) -> None:
        """Keep what became of operations, in this order."""
        ...

    def open_of(self, account_id: str) -> list[HoldRecord]:
        """Return the open ones of an account, "" = of all, those that end first in front."""
        ...

    def waiting(self, account_ids: Collection[str], since_us: int) -> set[str]:
        """Return the accounts with an operation that neither was given back nor sold, and ended after a moment."""
        ...

    def prune(self, released_us: int, lapsed_us: int) -> None:
        """Forget those given back before one moment, and those whose time was over before the other."""
        ...


class Documents(Protocol):
    def lock_sales(self, sale_ids: Collection[str]) -> None:
        """Let nobody else apply or park anything of these sales until this transaction ends; before any account."""
        ...

    def known(self, pairs: Collection[tuple[str, str]]) -> list[Document]:
        """Return those of (owner id, document id) that are there."""
        ...

    def of_sales(self, pairs: Collection[tuple[str, str]]) -> list[Document]:
        """Return documents of (owner id, sale id): the sale and what undid it."""
        ...

    def add(self, documents: Sequence[Document]) -> None: ...
