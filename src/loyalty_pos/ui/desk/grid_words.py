"""Sheets of the desk that are read by columns: months as finance adds them up, and what looks odd. Words and figures of each cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject

from loyalty_pos.ui.desk.state import Sheet
from loyalty_pos.ui.look.words import Words
from loyalty_pos.wire.desk import DeskTold, MonthLine, OddLine

_CERTIFICATES: Final = "certificates"
_TIMES: Final = {"t1": "receipts", "t2": "attached", "t3": "gifts", "t4": "count", "t5": "count"}
GRIDS: Final = frozenset({Sheet.CLOSINGS, Sheet.ODD})


@dataclass(frozen=True, slots=True)
class Cell:
    """``by``: what the column is sorted by."""

    text: str
    by: int | str


@dataclass(frozen=True, slots=True)
class Column:
    """``is_wide``: only where there is room for it; ``is_narrow``: only where there is not, instead of those."""

    name: str
    cells: tuple[Cell, ...]
    is_number: bool = False
    is_wide: bool = False
    is_narrow: bool = False


class GridWords(QObject):
    """Each sheet as columns, left to right."""

    def columns(self, sheet: Sheet, told: DeskTold, words: Words) -> list[Column]:
        """Return the columns of a sheet of ``GRIDS``."""
        return self._months(told, words) if sheet is Sheet.CLOSINGS else self._odd(told.odd, words)

    def _months(self, told: DeskTold, words: Words) -> list[Column]:
        months = told.months

        def sums(name: str, amount: Callable[[MonthLine], int], **where: bool) -> Column:
            cells = (Cell(_amount(one, amount(one), told.exponent, words), amount(one)) for one in months)
            return Column(name, tuple(cells), is_number=True, **where)

        return [
            Column(self.tr("Month"), tuple(Cell(one.month, one.month) for one in months)),
            Column(self.tr("Book"), tuple(self._books(months))),
            sums(self.tr("Beginning"), lambda one: one.opening),
            sums(self.tr("Issued"), lambda one: one.issued),
            sums(self.tr("Used"), lambda one: one.redeemed, is_wide=True),
            sums(self.tr("Ended"), lambda one: one.expired, is_wide=True),
            sums(self.tr("Taken back"), lambda one: one.reversed, is_wide=True),
            sums(self.tr("Went"), lambda one: one.redeemed + one.expired + one.reversed, is_narrow=True),
            sums(self.tr("Adjusted"), lambda one: one.adjusted),
            sums(self.tr("End"), lambda one: one.closing),
        ]

    def _books(self, months: Sequence[MonthLine]) -> list[Cell]:
        """Return which book each line is of; entity and programme are named where there are several."""
        entities = len({one.entity for one in months}) > 1
        programmes = len({one.programme for one in months}) > 1
        texts = []
        for one in months:
            book = self.tr("certificates") if one.ledger == _CERTIFICATES else self.tr("points")
            parts = (book, one.entity if entities else "", one.programme if programmes else "")
            texts.append(", ".join(part for part in parts if part))
        return [Cell(text, text) for text in texts]

    def _odd(self, odd: Sequence[OddLine], words: Words) -> list[Column]:
        facts = [dict(one.facts) for one in odd]
        times = [told.get(_TIMES.get(one.kind, "count"), 0) for one, told in zip(odd, facts, strict=True)]
        beside = [self._beside(one.kind, told) for one, told in zip(odd, facts, strict=True)]
        return [
            Column(self.tr("What"), tuple(Cell(self._kind(one.kind), one.kind) for one in odd)),
            Column(self.tr("Who"), tuple(Cell(one.cashier, one.cashier) for one in odd)),
            Column(self.tr("Customer"), tuple(Cell(one.account or "—", one.account) for one in odd)),
            Column(self.tr("Till"), tuple(Cell(one.till or "—", one.till) for one in odd), is_wide=True),
            Column(self.tr("Times"), tuple(Cell(words.number(one), one) for one in times), is_number=True),
            Column(self.tr("Beside it"), tuple(Cell(text, by) for text, by in beside)),
        ]

    def _kind(self, kind: str) -> str:
        return {
            "t1": self.tr("own card"),
            "t2": self.tr("late cards"),
            "t3": self.tr("points by hand"),
            "t4": self.tr("returns"),
            "t5": self.tr("undone"),
        }.get(kind, kind)

    def _beside(self, kind: str, facts: dict[str, int]) -> tuple[str, int]:
        """Return what the number of times is to be held against."""
        name, text = {
            "t1": ("of", self.tr("of %1")),
            "t2": ("long", self.tr("%1 long after")),
            "t3": ("unnamed", self.tr("%1 without a receipt")),
        }.get(kind, ("usual", self.tr("usual are %1")))
        number = facts.get(name, 0)
        return text.replace("%1", str(number)), number


def _amount(one: MonthLine, amount: int, exponent: int, words: Words) -> str:
    return words.money(amount) if one.ledger == _CERTIFICATES else words.number(amount, exponent)


def order_of(column: Column | None, rows: int, *, falls: bool) -> list[int]:
    """Return the lines in the order in which they show; None = as the centre told them."""
    if column is None:
        return list(range(rows))
    return sorted(range(rows), key=lambda number: column.cells[number].by, reverse=falls)
