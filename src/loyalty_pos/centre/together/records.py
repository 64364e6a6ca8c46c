"""What the centre keeps of accounts that were joined, and of what was done with cards; plain facts."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from loyalty_pos.centre.records import Head
from loyalty_pos.core.account.joining.standing import Before
from loyalty_pos.core.release import DAY_US

PART_DAYS: Final = 30
PART_US: Final = PART_DAYS * DAY_US
"""So long duplicates may be parted again; a family whenever somebody leaves."""


class JoinKind(StrEnum):
    """Why two accounts are one: the same person twice, or people who share a wallet."""

    DUPLICATE = "duplicate"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Brought:
    """What is needed to part the accounts again. ``version``: of the account that stays, right after.

    ``heads``: of both before, the one that stays first. ``lots``, ``debts``, ``cards`` (keyed hashes), ``phones``,
    ``vouchers``: what the other account had. ``last4``, ``own_last4``: ends of the cards of the other one and of the
    one that stays, by which a sale is told to be the one's or the other's. ``bought``: spend and visits of the other's
    documents then. ``rows``: what else was moved, by table.
    """

    before: Before
    heads: tuple[Head, Head]
    version: int
    lots: tuple[str, ...] = ()
    debts: tuple[str, ...] = ()
    cards: tuple[int, ...] = ()
    phones: tuple[int, ...] = ()
    vouchers: tuple[int, ...] = ()
    last4: tuple[str, ...] = ()
    own_last4: tuple[str, ...] = ()
    bought: tuple[int, int] = (0, 0)
    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """``other_id`` is part of ``stays_id`` since ``at_us`` (UTC microseconds), until it was undone (0 = it was not).

    ``until_us``: when it can be undone no more, 0 = any time. ``by``: who approved it.
    """

    join_id: str
    stays_id: str
    other_id: str
    kind: JoinKind
    at_us: int
    by: str
    store_id: str
    until_us: int
    brought: Brought
    undone_us: int = 0
    undone_by: str = ""

    @property
    def holds(self) -> bool:
        """Whether the two are one now."""
        return not self.undone_us


@dataclass(frozen=True, slots=True)
class CardDeed:
    """A card blocked, unblocked or replaced, once. ``what``: its state afterwards; ``reason``: a code."""

    deed_id: str
    account_id: str
    last4: str
    what: str
    reason: str
    at_us: int
    by: str
    store_id: str = ""
