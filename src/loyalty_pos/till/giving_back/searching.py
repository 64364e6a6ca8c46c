"""Finds a receipt of this till by what a customer remembers: its number, the day, the sum, whose card it was. Pure but for the book.

It must never guess: what fits several receipts is shown as a list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from loyalty_pos.core.dates import local_day, moment
from loyalty_pos.core.member import Member
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.late_card.as_earned import as_earned
from loyalty_pos.till.world import TillWorld

_AT_ONCE: Final = 1_000
"""So many sales are read at a time, the newest first, until enough of them fit or the book of this till ends."""
MOST: Final = 12
_CLOCK_SET_BACK: Final = timedelta(days=2)
"""Sales follow each other in the book, not always by the clock."""
_NUMBER: Final = re.compile(r"[0-9]{1,6}")
_DAY: Final = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})(?:\.((?:[0-9]{2}){1,2}))?")
_SUM: Final = re.compile(r"([0-9]{1,7})[.,]([0-9]{2})")
_CENTURY: Final = 2000
_SHORT_YEAR: Final = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is known of the receipt; ``number`` 0, ``day`` None, ``sum_minor`` -1 = not that."""

    number: int = 0
    day: date | None = None
    sum_minor: int = -1

    def fits(self, sale: Sale, zone: str) -> bool:
        """Tell whether this may be the receipt."""
        return (
            (not self.number or sale.number == self.number)
            and (self.day is None or local_day(moment(sale.sold_at_us), zone) == self.day)
            and self.sum_minor in {-1, sale.paid_minor}
        )


def read_wanted(text: str, today: date) -> Wanted | None:
    """Return what was typed: ``118``, ``15.11``, ``15.11.2026``, ``980,00``, or a day and a sum; None = none of these.

    ``15.11`` is a day wherever it can be one; a sum of such a look takes a comma. A day without a year is the last one there was.
    """
    found = Wanted()
    words = text.split()
    for word in words:
        more = _word(word, today, is_alone=len(words) == 1)
        if more is None:
            return None
        found = Wanted(
            more.number or found.number,
            more.day or found.day,
            more.sum_minor if more.sum_minor >= 0 else found.sum_minor,
        )
    return found if words else None


def _word(word: str, today: date, *, is_alone: bool) -> Wanted | None:
    if (day := _day(word, today)) is not None:
        return Wanted(day=day)
    if (found := _SUM.fullmatch(word)) is not None:
        return Wanted(sum_minor=int(found[1]) * 100 + int(found[2]))
    if _NUMBER.fullmatch(word):
        # beside a day a whole number is the sum: "15.11 980"
        return Wanted(number=int(word)) if is_alone else Wanted(sum_minor=int(word) * 100)
    return None


def _day(word: str, today: date) -> date | None:
    found = _DAY.fullmatch(word)
    if found is None:
        return None
    year = int(found[3]) if found[3] else today.year
    try:
        day = date(year + _CENTURY if year < _SHORT_YEAR else year, int(found[2]), int(found[1]))
        return day.replace(year=day.year - 1) if day > today and not found[3] else day
    except ValueError:  # no such day: perhaps a sum
        return None


def sales_like(world: TillWorld, wanted: Wanted) -> list[Sale]:
    """Return the newest receipts that fit, newest first; reads many of them, so not on the GUI thread."""
    zone = world.identity.zone
    fitting = (sale for sale in _sales(world, wanted.day) if wanted.fits(sale, zone))
    return [sale for sale, _ in zip(fitting, range(MOST), strict=False)]


def sales_of(world: TillWorld, member: Member) -> list[Sale]:
    """Return the member's newest receipts at this till, also those that got the card later; not on the GUI thread."""
    journal = world.journal
    own = (sale for sale in _sales(world) if as_earned(journal, sale).account_id == member.account_id)
    return [sale for sale, _ in zip(own, range(MOST), strict=False)]


def _sales(world: TillWorld, not_before: date | None = None) -> Iterator[Sale]:
    """Yield this till's sales, newest first; those long before a day that is asked for are not read."""
    zone, skip = world.identity.zone, 0
    while sales := world.journal.last_sales(_AT_ONCE, skip):
        yield from sales
        skip += _AT_ONCE
        if not_before and local_day(moment(sales[-1].sold_at_us), zone) < not_before - _CLOCK_SET_BACK:
            return
