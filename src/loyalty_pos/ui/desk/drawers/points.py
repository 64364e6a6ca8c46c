"""Points by hand, debts, blocked cards: given, agreed to, written off, asked for. No Qt, no words."""

from collections.abc import Callable
from typing import Final

from loyalty_pos.core.office.refusals import BadAdjustment
from loyalty_pos.core.problems import Problem
from loyalty_pos.till.card_deeds.cards import CardDeeds
from loyalty_pos.till.office.managing import Managing
from loyalty_pos.till.staff import Permission
from loyalty_pos.ui.desk.drawers.port import Actions, Around, Takers
from loyalty_pos.ui.desk.state import Sheet, Step
from loyalty_pos.wire.desk import DebtDeed

MOST_POINTS: Final = 9
"""Digits of an amount of points that somebody may type."""


class PointsDrawer:
    """F5. ``to_cards``: leads to where a card is blocked and set free."""

    def __init__(
        self, around: Around, managing: Managing, cards: CardDeeds, to_cards: Callable[[], None]
    ) -> None:
        self._around, self._managing, self._cards, self._to_cards = around, managing, cards, to_cards

    def actions(self) -> Actions:
        """Return what keys do."""
        sheets: dict[Sheet, Actions] = {
            Sheet.ADJUSTMENTS: {
                "Ins": lambda: self._around.go_to(Step.MEMBER),
                "F12": lambda: self._decide(agrees=True),
                "Ctrl+D": lambda: self._decide(agrees=False),
            },
            Sheet.DEBTS: {"F12": lambda: self._end("claim"), "Ctrl+D": lambda: self._end("write_off")},
            Sheet.BLOCKED: {"Ins": self._to_cards},
        }
        return sheets.get(self._around.state.sheet, {})

    def takers(self) -> Takers:
        """Return what is done with texts."""
        return {
            Step.MEMBER: self._member,
            Step.AMOUNT: self._amount,
            Step.NOTE: self._note,
            Step.DEBT: self._debt,
        }

    def _member(self, text: str) -> None:
        try:
            member = self._cards.find(text)
        except Problem as problem:
            self._around.refuse(problem)
            return
        self._around.wish(Step.AMOUNT, name=member.name, account_id=member.account_id)

    def _amount(self, text: str) -> None:
        sign, digits = (-1, text[1:]) if text[:1] in {"-", "\N{MINUS SIGN}"} else (1, text)
        if not (digits.isascii() and digits.isdigit() and len(digits) <= MOST_POINTS and int(digits)):
            self._around.refuse(BadAdjustment(what="points"))
            return
        told = self._around.state.told
        self._around.wish(Step.REASON, points=sign * int(digits) * 10 ** (told.exponent if told else 0))

    def _note(self, text: str) -> None:
        wish = self._around.state.wish
        self._around.approved(
            Permission.ADJUST,
            lambda approval: self._managing.adjust(wish.account_id, wish.points, wish.reason, text, approval),
        )

    def _decide(self, *, agrees: bool) -> None:
        told, marked = self._around.state.told, self._around.state.marked
        if told is None or marked >= len(told.adjustments):
            return
        waits = told.adjustments[marked].adjustment_id
        self._around.approved(
            Permission.ADJUST,
            lambda approval: self._managing.decide(waits, agrees=agrees, approval=approval),
        )

    def _end(self, what: str) -> None:
        told, marked = self._around.state.told, self._around.state.marked
        if told is not None and marked < len(told.debts):
            debt = told.debts[marked]
            self._around.wish(Step.DEBT, what=what, name=debt.who, account_id=debt.subject)

    def _debt(self, text: str) -> None:
        wish = self._around.state.wish
        deed = DebtDeed(wish.what, wish.account_id, text)
        self._around.approved(Permission.ADJUST, lambda approval: self._managing.end_debt(deed, approval))
