"""Sentences of the manager's desk: figures, months, what looks odd and why, points by hand, people, deeds."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from loyalty_pos.core.dates import moment
from loyalty_pos.ui.desk.more_words import MoreDeskWords
from loyalty_pos.ui.desk.state import DeskState, Sheet, Step
from loyalty_pos.ui.look.words import Words
from loyalty_pos.wire.desk import AdjustmentLine, DayLine, DeskTold, MonthLine, OddLine, PersonLine

Pairs = list[tuple[str, str]]
_CERTIFICATES = "certificates"
_WEEK = 7


class DeskWords(QObject):
    """Rows of each drawer: (what, how much)."""

    def __init__(self) -> None:
        super().__init__()
        self._more = MoreDeskWords()

    def rows(self, state: DeskState, words: Words, zone: ZoneInfo) -> Pairs:
        """Return what the drawer shows."""
        told = state.told
        if state.sheet is Sheet.HERE and state.step is not Step.WHOSE:
            return self._more.here(state, words, zone)
        if told is None:
            return []
        if state.step is Step.WHOSE:
            return [self.person(one) for one in told.staff]
        sheets: dict[Sheet, Callable[[], Pairs]] = {
            Sheet.DAYS: lambda: self.figures(told, words),
            Sheet.CLOSINGS: lambda: [self.month(one, told.exponent, words) for one in told.months],
            Sheet.ODD: lambda: [(self.odd(one), one.kind.upper()) for one in told.odd],
            Sheet.ADJUSTMENTS: lambda: [
                self.adjustment(one, told.exponent, words, zone) for one in told.adjustments
            ],
            Sheet.PEOPLE: lambda: [self.person(one) for one in told.staff],
        }
        return sheets[state.sheet]() if state.sheet in sheets else self._more.rows(state, words, zone)

    def figures(self, told: DeskTold, words: Words) -> Pairs:
        """Return today, the last week and the whole time in sums."""
        spans = (
            (self.tr("Today"), told.days[-1:]),
            (self.tr("Seven days"), told.days[-_WEEK:]),
            (self.tr("%1 days").replace("%1", str(len(told.days))), told.days),
        )
        rows: Pairs = []
        for name, days in spans:
            sold = words.money(sum(day.sold_minor for day in days))
            rows.append((f"{name}: {self._receipts(days, words)}", sold))
            issued, redeemed = sum(day.issued for day in days), sum(day.redeemed for day in days)
            points = self.tr("points earned %1, spent %2").replace("%1", words.number(issued, told.exponent))
            rows.append((points.replace("%2", words.number(redeemed, told.exponent)), ""))
        return rows

    def _receipts(self, days: list[DayLine], words: Words) -> str:
        receipts, with_card = sum(day.receipts for day in days), sum(day.with_card for day in days)
        share = words.percent(100 * (100 * with_card // receipts)) if receipts else words.percent(0)
        text = self.tr("%1 receipts, %2 of them with a card").replace("%1", words.number(receipts))
        return text.replace("%2", share)

    def month(self, one: MonthLine, exponent: int, words: Words) -> tuple[str, str]:
        """Return a month as finance reads it, and what is there at its end."""
        is_money = one.ledger == _CERTIFICATES

        def number(amount: int) -> str:
            return words.money(amount) if is_money else words.number(amount, exponent)

        book = self.tr("certificates") if is_money else self.tr("points")
        head = ", ".join(part for part in (one.month, book, one.entity, one.programme) if part)
        stands = self.tr("closed") if one.made_us else self.tr("still open")
        sums = self.tr("%1 at the beginning + %2 issued − %3 used − %4 ended − %5 taken back + %6 adjusted")
        parts = (one.opening, one.issued, one.redeemed, one.expired, one.reversed, one.adjusted)
        for place, amount in enumerate(parts, 1):
            sums = sums.replace(f"%{place}", number(amount))
        late = self.tr("came late: %1").replace("%1", number(one.late)) if one.late else ""
        waiting = self.tr("not complete: %1").replace("%1", ", ".join(one.waiting)) if one.waiting else ""
        text = "; ".join(part for part in (f"{head} ({stands}): {sums}", late, waiting) if part)
        return text, number(one.closing)

    def odd(self, one: OddLine) -> str:
        """Return why somebody looks odd, with the receipts to look at."""
        facts = dict(one.facts)
        text = {
            "t1": self.tr(
                "The card of %2 was on %r of its %o receipts at %1's till, %s on a day that had one already"
            ),
            "t2": self.tr("%1 put the card of %2 to %a paid receipts, to %l of them long after"),
            "t3": self.tr("%1 gave points to %2 by hand %g times, %u times without a receipt"),
            "t4": self.tr("%1 took back own sales, or left their points, %c times; usual are %n"),
            "t5": self.tr("%1 undid receipts or opened the drawer %c times; usual are %n"),
        }.get(one.kind, one.kind)
        names = {
            "%r": "receipts", "%o": "of", "%s": "same_day", "%a": "attached", "%l": "long", "%g": "gifts",
            "%u": "unnamed", "%c": "count", "%n": "usual",
        }  # fmt: skip
        for place, name in names.items():
            text = text.replace(place, str(facts.get(name, 0)))
        text = text.replace("%1", one.cashier).replace("%2", one.account)
        receipts = self.tr("receipts %1").replace("%1", ", ".join(one.receipts[:4])) if one.receipts else ""
        till = self.tr("till %1").replace("%1", one.till) if one.till else ""
        return "; ".join(part for part in (text, till, receipts) if part)

    def adjustment(self, one: AdjustmentLine, exponent: int, words: Words, zone: ZoneInfo) -> tuple[str, str]:
        """Return points by hand: for whom, why, by whom, how it stands."""
        stands = {
            "waits": self.tr("waits for a second manager"),
            "done": self.tr("booked"),
            "refused": self.tr("refused"),
        }.get(one.state, one.state)
        people = one.proposed_by if not one.decided_by else f"{one.proposed_by}, {one.decided_by}"
        at = words.moment(moment(one.proposed_us), zone)
        told = (one.account, self.reason(one.reason), one.note, one.receipt, people, at, stands)
        return " · ".join(part for part in told if part), words.number(one.points, exponent, signed=True)

    def reason(self, reason: str) -> str:
        """Return why points are given or taken."""
        return {
            "goodwill": self.tr("goodwill"),
            "complaint": self.tr("complaint"),
            "mistake": self.tr("mistake"),
            "missing_sale": self.tr("sale not counted"),
            "abuse": self.tr("abuse"),
        }.get(reason, reason)

    def person(self, one: PersonLine) -> tuple[str, str]:
        """Return somebody of the staff."""
        here = self.role(one.role) if one.active else self.tr("works here no more")
        return f"{one.name} ({one.staff_id})", here

    def role(self, role: str) -> str:
        """Return what a role is called."""
        return {
            "cashier": self.tr("cashier"),
            "senior": self.tr("senior cashier"),
            "issuer": self.tr("gives out cards"),
            "manager": self.tr("manager"),
            "auditor": self.tr("auditor"),
            "it": self.tr("IT"),
        }.get(role, role)
