"""The month alone: a real till on real files sells, takes back and ends its days without anybody to ask.

Every event is made by the register that shops use and committed as it commits; nothing is copied or shortened.
"""

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from loyalty_pos.core.sale import TenderKind
from loyalty_pos.lab.soak.shop import Town
from loyalty_pos.lab.soak.shop_time import TimeByHand
from loyalty_pos.wiring.till import Till

DAYS: Final = 30
_DAY_US: Final = 86_400_000_000
_OPEN_US: Final = 12 * 3_600_000_000
_FLOAT_MINOR: Final = 500_000
_REMEMBERED: Final = 50
_WITH_CARD, _WITH_POINTS, _COMES_BACK, _IS_UNDONE = 0.6, 0.2, 0.02, 0.01
_MOST_GOODS: Final = 4


@dataclass(frozen=True, slots=True)
class Morning:
    """What the till may do at the beginning of a day. ``right``: points of a member who never came; ``over``: no gifts."""

    day: int
    right: int
    over: bool


@dataclass(slots=True)
class Month:
    """One till's month. ``untouched``: account of the member who never comes."""

    till: Till
    time: TimeByHand
    town: Town
    untouched: str
    dice: random.Random
    mornings: list[Morning] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    _sold: list[str] = field(default_factory=list)

    def live(self, sales: int) -> None:
        """Sell so much in ``DAYS`` days, each with a shift of its own."""
        for day in range(DAYS):
            today = sales * (day + 1) // DAYS - sales * day // DAYS
            self._day(day, today)

    def _day(self, day: int, sales: int) -> None:
        began_us = self.time.at_us
        over = self.till.world.programmes.current().out_of_date
        right = self.till.world.rights.right(self.untouched).points
        self.mornings.append(Morning(day, right, over))
        self.till.shift.open(_FLOAT_MINOR)
        for number in range(sales):
            self.time.at_us = began_us + _OPEN_US * number // sales
            self._serve()
        self.till.shift.close(self.till.shift.x_report().totals.cash_in_drawer_minor)
        self._sold.clear()
        self.time.at_us = began_us + _DAY_US

    def _serve(self) -> None:
        register, dice = self.till.register, self.dice
        with_card = dice.random() < _WITH_CARD
        if with_card:
            register.scan(dice.choice(self.town.cards[1:]))
        for code in dice.choices(self.town.goods, k=dice.randrange(1, _MOST_GOODS)):
            register.scan(code)
        if with_card and dice.random() < _WITH_POINTS:
            self._pay_with_points()
        sale = register.pay_exact(dice.choice((TenderKind.CASH, TenderKind.CARD))).sale
        self.counts["sales"] += 1
        self.counts["paid_alone"] += sale.redeemed > 0
        if dice.random() < _IS_UNDONE:
            self.till.returns.void(sale, "a mistake")
            self.counts["voids"] += 1
            return
        self._sold = [*self._sold[-_REMEMBERED:], sale.code]
        if dice.random() < _COMES_BACK:
            self._take_back()

    def _pay_with_points(self) -> None:
        register = self.till.register
        register.want_points(None)
        question = register.hold_question()
        if question is not None:  # nobody answers
            answer = self.till.holds.ask(
                question.op, question.account_id, question.points, card_last4=question.card_last4
            )
            register.hold_answered(question.op, answer)

    def _take_back(self) -> None:
        returns = self.till.returns
        sale = returns.find(self._sold.pop(self.dice.randrange(len(self._sold))))
        left = returns.returnable(sale)
        if left:
            returns.commit(sale, {left[0].line_id: left[0].left_milli}, "came back")
            self.counts["returns"] += 1
