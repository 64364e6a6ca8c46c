"""What the page of the shift says, in the language in use: sums, questions, reasons, what is not finished."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject

from loyalty_pos.core.sale import ShiftTotals
from loyalty_pos.till.counter.unfinished import Loose, LooseEnd
from loyalty_pos.till.words.office.shifts import DRAWER_WHY, MOVES
from loyalty_pos.ui.look.words import Words
from loyalty_pos.ui.shift.state import ShiftState, Step

LAST_OPENINGS: Final = 3


class ShiftWords(QObject):
    """Sentences and pairs of the page."""

    def title(self, state: ShiftState) -> str:
        """Return the head of the page."""
        if state.step is Step.CLOSED:
            return self.tr("Open a shift")
        ended = state.step is Step.ENDED
        text = self.tr("Shift %1 is closed") if ended else self.tr("Shift %1")
        return text.replace("%1", str(state.number))

    def question(self, state: ShiftState, words: Words) -> str:
        """Return what is asked for now."""
        sum_text = words.money(abs(state.amount_minor))
        pieces = self.tr("How many of %1? Nothing typed means none. So far: %2")
        questions = {
            Step.CLOSED: self.tr("How much change lies in the drawer? Nothing typed means none."),
            Step.CASH_IN: self.tr("How much is put in?"),
            Step.CASH_OUT: self.tr("How much is taken out?"),
            Step.REASON: self.tr("%1: why?").replace("%1", sum_text),
            Step.COUNT: self.tr("Count the drawer and type the sum: the shift closes with it."),
            Step.PIECES: pieces.replace("%1", words.money(state.piece_minor)).replace("%2", sum_text),
        }
        return questions.get(state.step, self.tr("Choose on the left what to do."))

    def reason(self, reason: str, language: str) -> str:
        """Return a reason as the papers say it."""
        return MOVES[language][reason]

    def loose(self, ends: tuple[LooseEnd, ...]) -> str:
        """Return what is not finished in one line, "" when everything is."""
        names = {
            Loose.OPEN: self.tr("a receipt on the counter"),
            Loose.PARKED: self.tr("receipts set aside: %1"),
            Loose.PAPERS: self.tr("papers not printed: %1"),
            Loose.BESIDE: self.tr("sales that wait for the other till: %1"),
            Loose.QUEUE: self.tr("not at the centre yet: %1"),
        }
        told = [names[end.kind].replace("%1", str(end.count)) for end in ends]
        return self.tr("Not finished: %1").replace("%1", "; ".join(told)) if told else ""

    def openings(self, openings: Sequence[tuple[datetime, str]], language: str) -> str:
        """Return how often the drawer was opened without a sale, and the last times with their reasons; "" for never."""
        if not openings:
            return ""
        reasons = DRAWER_WHY[language]
        said = [f"{at:%H:%M} {reasons.get(why, why)}" for at, why in openings[-LAST_OPENINGS:]]
        text = self.tr("Drawer opened without a sale, times: %1. Last: %2")
        return text.replace("%1", str(len(openings))).replace("%2", ", ".join(said))

    def totals(self, totals: ShiftTotals, exponent: int, words: Words) -> list[tuple[str, str]]:
        """Return the sums, each with its name; what did not happen is told on the paper only."""
        happened = (
            (self.tr("Returns, %1"), totals.returns, totals.returned_minor),
            (self.tr("Undone, %1"), totals.voids, totals.voided_minor),
        )
        counted = [
            (self.tr("Sales, %1").replace("%1", str(totals.sales)), words.money(totals.sold_minor)),
            *((name.replace("%1", str(n)), words.money(minor)) for name, n, minor in happened if n),
            (self.tr("Cash"), words.money(totals.cash_minor)),
            (self.tr("Bank card"), words.money(totals.card_minor)),
            *self._certificates(totals, words),
            (self.tr("Discounts given"), words.money(totals.discount_minor)),
            (self.tr("Points earned"), words.number(totals.accrued, exponent)),
            (self.tr("Points used"), words.number(totals.redeemed, exponent)),
            (self.tr("Change at the start"), words.money(totals.float_minor)),
        ]
        moved = totals.cash_in_minor - totals.cash_out_minor
        return [*counted, (self.tr("Put in and taken out"), words.money(moved))]

    def _certificates(self, totals: ShiftTotals, words: Words) -> list[tuple[str, str]]:
        """Return what certificates paid, and what was sold of them, which is no turnover; nothing where there are none."""
        both = (
            (self.tr("Paid by certificates"), totals.certificate_minor),
            (self.tr("Certificates sold, no turnover"), totals.certificates_sold_minor),
        )
        return [(name, words.money(minor)) for name, minor in both if minor]
