"""What was asked for privacy, and the one place that takes personal data out of all tables."""

from collections.abc import Collection, Sequence
from typing import Protocol

from loyalty_pos.centre.records import Erasure, PrivacyDeed
from loyalty_pos.wire.events import Event


class PrivacyBook(Protocol):
    """Requests, persons that are forgotten, and what the tills said of it."""

    def put_deed(self, deed: PrivacyDeed) -> None: ...

    def deed(self, number: str) -> PrivacyDeed | None: ...

    def deeds(self) -> list[PrivacyDeed]:
        """Return every request in the order of time."""
        ...

    def deeds_of(self, account_id: str) -> list[PrivacyDeed]:
        """Return the requests of one member in the order of time."""
        ...

    def erasures(self) -> list[Erasure]:
        """Return everybody who was forgotten."""
        ...

    def erased(self, account_ids: Collection[str]) -> dict[str, str]:
        """Return by account the number of its erasure, those left out that nobody erased."""
        ...

    def forget(self, erasure: Erasure) -> None:
        """Destroy the persons' keys, take everything personal out of every table, keep who was forgotten."""
        ...

    def confirm(self, number: str, agent_id: str, at_us: int) -> None:
        """Keep that a till has forgotten; the first word stays, one about an unknown number is not kept."""
        ...

    def confirmed(self, number: str) -> dict[str, int]:
        """Return by till when it said that it has forgotten."""
        ...


class PersonalRows(Protocol):
    """Where a person stands in the tables."""

    def names_of(self, account_id: str) -> list[tuple[str, int]]:
        """Return (kind, keyed hash) under which an account is known."""
        ...

    def drop_subscribers(self, phone_keys: Collection[int]) -> list[tuple[str, int]]:
        """Take phones off the partners' lists of customers; return (partner, keyed hash) of those that stood there."""
        ...

    def kept_of(self, account_id: str) -> dict[str, list[dict[str, object]]]:
        """Return every row of every table that is about an account, by table; ``_key``: by what a row is known."""
        ...

    def issued_to(self, account_ids: Collection[str]) -> list[Event]:
        """Return the events by which these accounts got cards; reads all events of that kind."""
        ...

    def sales_of(self, account_id: str, limit: int) -> Sequence[tuple[str, str]]:
        """Return (agent, event id) of the newest sales and what undid them, oldest first."""
        ...
