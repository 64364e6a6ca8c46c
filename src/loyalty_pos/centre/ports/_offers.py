"""What offers have cost, and what members bought: what budgets and segments look at."""

from collections.abc import Collection, Sequence
from typing import Protocol

from loyalty_pos.centre.records import OfferCost, OfferUse, Stream


class OfferBook(Protocol):
    """Only of offers with a budget or a quota, by their names (``programme.personal.offer_name``)."""

    def uses_of(self, sale_ids: Collection[str]) -> list[OfferUse]:
        """Return what offers took off the lines of these sales."""
        ...

    def put_uses(self, uses: Sequence[OfferUse]) -> None:
        """Add uses, or replace those that are there."""
        ...

    def add_costs(self, costs: Sequence[OfferCost]) -> None:
        """Add to what each offer has cost; in the order of names, and then nobody else counts until this ends."""
        ...

    def costs(self, names: Collection[str]) -> dict[str, OfferCost]:
        """Return what these offers have cost, those that never acted left out."""
        ...


class Purchases(Protocol):
    """What members bought."""

    def within(self, account_ids: Collection[str], since_us: int) -> dict[str, tuple[int, int]]:
        """Return (minor units, purchases) from a moment on, by account, what came back taken off."""
        ...

    def last(self, account_ids: Collection[str]) -> dict[str, int]:
        """Return when each of these accounts bought last, UTC microseconds."""
        ...

    def categories(self, account_ids: Collection[str]) -> dict[str, dict[str, int]]:
        """Return when each of these accounts bought something of a category last."""
        ...

    def note(self, bought: Collection[tuple[str, str, int]]) -> None:
        """Keep (account id, category, UTC microseconds); a later moment stays."""
        ...

    def mark(self, stream: Stream) -> int:
        """Return up to which event of a stream purchases were noted."""
        ...

    def put_mark(self, stream: Stream, seq: int) -> None: ...
