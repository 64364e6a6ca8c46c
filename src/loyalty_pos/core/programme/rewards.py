"""Gifts that are not money, as data: rewards of a catalogue that cost points, and stamp cards that end in a gift.

What may be taken now and what is missing is told by ``core.rewards``.
"""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.core.programme.conditions import Goods


@dataclass(frozen=True, slots=True)
class Reward:
    """``article`` costs ``points`` (minor units) for every ``pieces`` of it, begun ones included (A04, T48)."""

    id: str
    name: str
    points: int
    article: str
    pieces: int = 1


class StampLife(StrEnum):
    """How long stamps are collected: without end, or until the calendar's year or month is over."""

    EVER = "ever"
    YEAR = "year"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class StampCard:
    """Each piece of ``goods`` that is paid for is a stamp; ``pieces`` stamps are one gift (A27).

    The gift is ``article``, or where that is "" a piece of ``gift`` out of the basket.
    """

    id: str
    name: str
    goods: Goods
    pieces: int
    article: str = ""
    gift: Goods | None = None
    life: StampLife = StampLife.EVER
