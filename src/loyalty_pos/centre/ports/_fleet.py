"""Batches of tills, what each till says of itself, and whose place went to whom."""

from collections.abc import Sequence
from typing import Protocol

from loyalty_pos.centre.machines.records import Batch, BatchPlace, Heir, TillWord


class Batches(Protocol):
    """Places for machines that enrol themselves."""

    def all(self) -> list[Batch]:
        """Return every batch, the oldest first."""
        ...

    def batch(self, batch_id: str) -> Batch | None:
        """Return a batch, locked: two machines that come at once are counted one after the other."""
        ...

    def opened_by(self, token_hash: str) -> Batch | None:
        """Return the batch that this secret opens, locked as above."""
        ...

    def put_batch(self, batch: Batch) -> None: ...

    def places(self, batch_id: str) -> list[BatchPlace]:
        """Return the places of a batch by host name."""
        ...

    def place(self, batch_id: str, host: str) -> BatchPlace | None: ...

    def put_places(self, places: Sequence[BatchPlace]) -> None: ...

    def taken(self, batch_id: str) -> int:
        """Return how many of its machines have come."""
        ...


class Fleet(Protocol):
    """The tills that are there."""

    def words(self) -> dict[str, TillWord]:
        """Return what each till said last, by agent."""
        ...

    def word(self, agent_id: str) -> TillWord | None: ...

    def put_word(self, word: TillWord) -> None: ...

    def heirs(self) -> list[Heir]:
        """Return whose place went to whom, the oldest first."""
        ...

    def number_of(self, agent_id: str) -> int:
        """Return the number that a till got with a dead one's place, 0 = it goes by its own."""
        ...

    def put_heir(self, heir: Heir) -> None: ...
