"""Stamps: what a receipt adds to a member's cards and what a gift uses up, counted like all limited things.

A card's stamps stand in the member's counters under ``stamps.<id>`` and the period in which they are collected. A
count never goes below zero (``programme.periods.counted_up``).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from loyalty_pos.core.basket import Line, Unit
from loyalty_pos.core.money import MILLI
from loyalty_pos.core.programme.periods import Counters, Per, counter_key, used
from loyalty_pos.core.programme.rewards import StampCard
from loyalty_pos.core.quote import QuotedLine
from loyalty_pos.core.sale import Sale, SoldStamps


def stamp_key(card: StampCard, today: date) -> str:
    """Return the name under which the card's stamps are counted; ``today``: where the programme's days are."""
    return counter_key(f"stamps.{card.id}", Per(card.life.value), today)


def stamps_of(card: StampCard, counters: Counters, today: date) -> int:
    """Return how many stamps there are now."""
    return used(counters, stamp_key(card, today))


def pieces_of(line: Line) -> int:
    """Return the pieces of a line; weighed and measured goods count as one."""
    return line.qty_milli // MILLI if line.article.unit is Unit.PIECE else 1


def stamps_for(card: StampCard, line: Line) -> int:
    """Return how many stamps such a gift takes."""
    return card.pieces * pieces_of(line)


def stamped(lines: Iterable[QuotedLine], cards: Iterable[StampCard], today: date) -> tuple[SoldStamps, ...]:
    """Return what each line of a member's receipt adds to or takes from each card; what costs nothing adds nothing."""
    bought = list(lines)
    found: list[SoldStamps] = []
    for card in cards:
        key = stamp_key(card, today)
        for quoted in bought:
            line = quoted.line
            if line.reward == card.id:
                found.append(SoldStamps(key, line.id, -stamps_for(card, line)))
            elif quoted.net_minor > 0 and not line.voucher and card.goods.has(line.article):
                found.append(SoldStamps(key, line.id, pieces_of(line)))
    return tuple(found)


def counted(stamps: Iterable[SoldStamps]) -> Counters:
    """Return stamps line by line as what a receipt counts, card by card."""
    sums: defaultdict[str, int] = defaultdict(int)
    for one in stamps:
        sums[one.key] += one.stamps
    return tuple((key, amount) for key, amount in sorted(sums.items()) if amount)


def stamps_back(sale: Sale, before: Mapping[int, int], now: Mapping[int, int]) -> Counters:
    """Return what goods that come back had counted; parts always add up to the whole (W12b).

    ``before`` and ``now``: thousandths by line that came back earlier, and that come back now.
    """
    sold = {line.line_id: line.qty_milli for line in sale.lines}
    shares = [
        SoldStamps(one.key, one.line_id, _share(one.stamps, sold[one.line_id], done, done + milli))
        for one in sale.stamps
        if (milli := now.get(one.line_id, 0))
        for done in [before.get(one.line_id, 0)]
    ]
    return counted(shares)


def _share(stamps: int, sold_milli: int, done_milli: int, then_milli: int) -> int:
    """Return the part of the stamps between two amounts that are back; below zero as above."""
    sign = -1 if stamps < 0 else 1
    whole = abs(stamps)
    return sign * (whole * then_milli // sold_milli - whole * done_milli // sold_milli)
