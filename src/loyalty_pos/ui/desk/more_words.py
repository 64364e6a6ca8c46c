"""Sentences of the desk's further sheets: tills, certificates, debts, blocked cards, remarks, deeds, sales by months."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject

from loyalty_pos.core.dates import moment
from loyalty_pos.core.sale import CashMoved, Noted
from loyalty_pos.till.words.desk.deeds import code_words, deed_words
from loyalty_pos.ui.desk.state import DeskState, Sheet
from loyalty_pos.ui.look.words import Words
from loyalty_pos.wire.desk import (
    BlockedLine,
    CertificateLine,
    DayLine,
    DebtLine,
    DeedLine,
    DeskTold,
    TillHeard,
)

Pairs = list[tuple[str, str]]
_ID: int = 30
"""A text as long as that is an id: for machines."""


class MoreDeskWords(QObject):
    """Rows of each sheet: (what, how much or when)."""

    def rows(self, state: DeskState, words: Words, zone: ZoneInfo) -> Pairs:
        """Return what the sheet shows, [] where nothing was told."""
        told = state.told
        if told is None:
            return []
        sheets: dict[Sheet, Callable[[DeskTold], Pairs]] = {
            Sheet.SOLD: lambda told: [self.month(one, told.exponent, words) for one in reversed(told.sold)],
            Sheet.TILLS: lambda told: [self.till(one, words, zone) for one in told.tills],
            Sheet.CERTIFICATES: lambda told: [self.certificates(one, words) for one in told.certificates],
            Sheet.DEBTS: lambda told: [self.debt(one, told.exponent, words, zone) for one in told.debts],
            Sheet.BLOCKED: lambda told: [self.blocked(one, words, zone) for one in told.blocked],
            Sheet.REMARKS: lambda told: [self.deed(one, words, zone) for one in told.remarks],
            Sheet.TRAIL: lambda told: [self.deed(one, words, zone) for one in told.deeds],
        }
        return sheets[state.sheet](told)

    def here(self, state: DeskState, words: Words, zone: ZoneInfo) -> Pairs:
        """Return what was written down at this till since its shift was opened; names where the centre told them."""
        names = {one.staff_id: one.name for one in state.told.staff} if state.told else {}
        return [self._here(one, names, words, zone) for one in state.here]

    def _here(
        self, one: Noted | CashMoved, names: dict[str, str], words: Words, zone: ZoneInfo
    ) -> tuple[str, str]:
        if isinstance(one, CashMoved):
            what, at_us, subject = deed_words("till_cash_moved", words.language), one.moved_at_us, ""
        else:
            what, at_us, subject = (
                deed_words(f"till_{one.what}", words.language),
                one.noted_at_us,
                one.subject,
            )
        by = names.get(one.cashier_id, one.cashier_id)
        approved = (
            self.tr("approved by %1").replace("%1", names.get(one.approved_by, one.approved_by))
            if one.approved_by and one.approved_by != one.cashier_id
            else ""
        )
        money = words.money(one.amount_minor) if isinstance(one, CashMoved) else ""
        told = (
            what,
            _short(names.get(subject, subject)),
            code_words(one.reason, words.language),
            money,
            by,
            approved,
        )
        return " · ".join(part for part in told if part), words.moment(moment(at_us), zone)

    def month(self, one: DayLine, exponent: int, words: Words) -> tuple[str, str]:
        """Return what was sold in a month."""
        share = (
            words.percent(100 * (100 * one.with_card // one.receipts)) if one.receipts else words.percent(0)
        )
        text = self.tr("%1: %2 receipts, %3 with a card, points earned %4, spent %5").replace("%1", one.day)
        text = text.replace("%2", words.number(one.receipts)).replace("%3", share)
        text = text.replace("%4", words.number(one.issued, exponent))
        return text.replace("%5", words.number(one.redeemed, exponent)), words.money(one.sold_minor)

    def till(self, one: TillHeard, words: Words, zone: ZoneInfo) -> tuple[str, str]:
        """Return whether a till may still bring something of the month that is closed next."""
        if one.complete:
            stands = self.tr("complete")
        elif one.waits:
            stands = self.tr("%1 of its events are not in the books yet").replace(
                "%1", words.number(one.waits)
            )
        else:
            stands = self.tr("not heard since the month ended: it may still bring something")
        shut = self.tr("shut out") if one.shut_out else ""
        at = words.moment(moment(one.seen_us), zone) if one.seen_us else self.tr("never heard")
        return " · ".join(part for part in (one.till, stands, shut) if part), at

    def certificates(self, one: CertificateLine, words: Words) -> tuple[str, str]:
        """Return certificates of one series and state, with the money that is left on them."""
        text = self.tr("%1, %2: %3 pieces, sold for %4, left on them").replace("%1", one.series)
        text = text.replace("%2", code_words(one.state, words.language)).replace(
            "%3", words.number(one.count)
        )
        return text.replace("%4", words.money(one.value_minor)), words.money(one.rest_minor)

    def debt(self, one: DebtLine, exponent: int, words: Words, zone: ZoneInfo) -> tuple[str, str]:
        """Return who owes what, since when and why."""

        def number(amount: int) -> str:
            return words.money(amount) if one.value == "money" else words.number(amount, exponent)

        taken = self.tr("of %1").replace("%1", number(one.points)) if one.points != one.rest else ""
        till = self.tr("till %1").replace("%1", one.till) if one.till else ""
        at = words.moment(moment(one.at_us), zone)
        told = (
            one.who,
            code_words(one.cause, words.language),
            till,
            at,
            code_words(one.state, words.language),
            taken,
        )
        return " · ".join(part for part in told if part), number(one.rest)

    def blocked(self, one: BlockedLine, words: Words, zone: ZoneInfo) -> tuple[str, str]:
        """Return a blocked card, why and by whom."""
        at = words.moment(moment(one.at_us), zone) if one.at_us else ""
        told = (one.account, f"**** {one.last4}", code_words(one.reason, words.language), one.done_by)
        return " · ".join(part for part in told if part), at

    def deed(self, one: DeedLine, words: Words, zone: ZoneInfo) -> tuple[str, str]:
        """Return a line of the audit trail; ids are for machines and stay away."""
        told = (
            deed_words(one.what, words.language),
            _short(one.subject),
            code_words(one.detail if " " in one.detail else _short(one.detail), words.language),
            one.done_by,
        )
        return " · ".join(part for part in told if part), words.moment(moment(one.at_us), zone)


def _short(text: str) -> str:
    return text if len(text) < _ID else ""
