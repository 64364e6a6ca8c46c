"""Rows of the event table as events, and back; the one place that knows their columns."""

from typing import Final

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.sale import (
    CardAttached,
    CardIssued,
    Fact,
    MemberChanged,
    Return,
    Sale,
    ShiftClosed,
    ShiftOpened,
    Void,
)
from loyalty_pos.storage.database import Row
from loyalty_pos.wire.events import Event, fact_of, kind_of

COLUMNS: Final = (
    "id, agent_id, incarnation, seq, hlc, wall_us, zone, schema, kind, body, cashier_id, bundle, lease_epoch, "
    "person_id, sealed, prev, hash"
)
"""In the order of the fields of ``Event``, so that ``Event(*row)`` is the event."""

_OWN_IDS: Final[dict[type[Fact], str]] = {
    Sale: "sale_id",
    Return: "return_id",
    Void: "void_id",
    ShiftOpened: "shift_id",
    ShiftClosed: "shift_id",
    CardAttached: "sale_id",
    MemberChanged: "change_id",
}
"""The field that makes a fact the same fact; the others have none."""

INSERT: Final = f"INSERT INTO event ({COLUMNS}, fact_id) VALUES ({', '.join('?' * 18)})"  # noqa: S608  # our own columns
BY_FACT: Final = f"SELECT {COLUMNS} FROM event WHERE fact_id = ?"  # noqa: S608  # as above


def values(event: Event, fact_id: str) -> Row:
    """Return the parameters of ``INSERT``."""
    return (
        event.id,
        event.agent_id,
        event.incarnation,
        event.seq,
        event.hlc,
        event.wall_us,
        event.zone,
        event.schema,
        event.kind,
        event.body,
        event.cashier_id,
        event.bundle,
        event.lease_epoch,
        event.person_id,
        event.sealed,
        event.prev,
        event.hash,
        fact_id,
    )


def fact_id_of(fact: Fact, body: str) -> str:
    """Return what makes the fact the same fact when it is recorded again (R43).

    Where a fact has no id of its own, all of it is its id: it holds its time to the microsecond.
    """
    return f"{kind_of(fact)}:{_own_id(fact) or body}"


def _own_id(fact: Fact) -> str:
    if isinstance(fact, CardIssued):
        return f"{fact.account_id}:{fact.card_number}"
    name = _OWN_IDS.get(type(fact))
    return str(getattr(fact, name)) if name else ""


def known_fact(event: Event) -> Fact:
    """Return the fact of one of our own events; one that this program cannot read is damage."""
    fact = fact_of(event)
    if fact is None:
        raise BadMessage(reason=f"unknown {event.kind} of schema {event.schema}")
    return fact
