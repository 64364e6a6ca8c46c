"""The counter of one store: real baskets are sold at it, sometimes with points, sometimes undone or brought back.

What happens beside the baskets is drawn from dice of its own, so that the store does the same whoever drives it.
"""

import random
from collections import Counter as Tally
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from loyalty_pos.core.sale import Sale, TenderKind
from loyalty_pos.lab.real.baskets import RealBasket
from loyalty_pos.lab.real.town import TownClock, card_of
from loyalty_pos.till.receipt_state import RedemptionState
from loyalty_pos.wiring.cable import Cable
from loyalty_pos.wiring.till import Till

_DAY_S: Final = 86_400
_GOES_OFFLINE: Final = 0.06
_LONGEST_OUTAGE_DAYS: Final = 4
_REDEEMS: Final = 0.3
_RETURNS: Final = 0.03
_VOIDS: Final = 0.01
_REMEMBERED: Final = 200
_FLOAT_MINOR: Final = 10_000_000


@dataclass(slots=True)
class Store:
    """One store: its till, the till's clock and cable, its dice; ``day``: its shop day, ``offline_until``: a day.

    ``later``: how far the year of the data is moved. ``counts`` is what is printed at the end.
    """

    till: Till
    clock: TownClock
    cable: Cable
    dice: random.Random
    later: timedelta
    day: int = 0
    offline_until: int = 0
    sold: list[str] = field(default_factory=list)
    given_back: list[str] = field(default_factory=list)
    counts: Tally[str] = field(default_factory=Tally)

    def sell(self, basket: RealBasket) -> None:
        """Sell one basket; perhaps with points, perhaps undone at once, perhaps after something came back."""
        self.clock.at = datetime.fromtimestamp(basket.at_s, UTC) + self.later
        self._new_day(basket.at_s // _DAY_S)
        register = self.till.register
        if self.sold and self.dice.random() < _RETURNS:
            self._take_back()
        register.scan(card_of(basket.household))
        for product, milli in basket.lines:
            register.add_article(product, milli)
        if self.dice.random() < _REDEEMS:
            self._redeem()
        payable = register.view().quote.payable_minor
        kind = self.dice.choice((TenderKind.CASH, TenderKind.CARD))
        done = register.pay_exact(kind) if payable else register.pay([])
        self._count(done.sale)
        if self.dice.random() < _VOIDS:
            self.till.returns.void(done.sale, "wrong card")
            self.counts["voids"] += 1
        else:
            self.sold = [*self.sold[-_REMEMBERED:], done.sale.code]
        self._give_back()

    def settle(self) -> str:
        """Plug the cable in, say and hear everything; return what went wrong, "" = nothing.

        What was given back is given back once more: a hold that the centre granted after the till had stopped
        waiting for it would live for a quarter of an hour.
        """
        self.cable.plug()
        self.clock.at = datetime.now(UTC)
        for operation in self.given_back:
            self.till.client.release_hold(operation)
        problem = self.till.sync_once().problem
        return str(problem) if problem else ""

    def _give_back(self) -> None:
        """Give back holds that no sale captured, as the window's worker does after every receipt."""
        operations = self.till.world.desk.take_releases()
        for operation in operations:
            self.till.holds.release(operation)
        self.given_back += operations

    def _count(self, sale: Sale) -> None:
        self.counts["sales"] += 1
        self.counts["lines"] += len(sale.lines)
        self.counts["redeemed_sales"] += sale.redeemed > 0
        self.counts["paid_minor"] += sale.paid_minor
        self.counts["points_redeemed"] += sale.redeemed
        self.counts["points_accrued"] += sale.accrued

    def _new_day(self, day: int) -> None:
        """Close yesterday's shift, decide whether the network is there today, exchange if it is."""
        shift = self.till.shift
        is_open = shift.current() is not None
        if day == self.day and is_open:
            return
        if is_open:
            shift.close(shift.x_report().totals.cash_in_drawer_minor)
        shift.open(_FLOAT_MINOR)
        self.day = day
        if day >= self.offline_until and self.dice.random() < _GOES_OFFLINE:
            self.offline_until = day + self.dice.randrange(1, _LONGEST_OUTAGE_DAYS + 1)
        if day < self.offline_until:
            self.counts["offline_days"] += 1
            self.cable.unplug()
        else:
            self.cable.plug()
            self.till.sync_once()

    def _redeem(self) -> None:
        """Ask for all points: online by a hold, after an exchange; offline the till takes what it may, or says no."""
        till = self.till
        if self.cable.plugged:
            till.sync_once()
        till.register.want_points(None)
        question = till.register.hold_question()
        if question is None:
            return
        till.register.hold_answered(
            question.op,
            till.holds.ask(question.op, question.account_id, question.points, card_last4=question.card_last4),
        )
        redemption = till.register.view().redemption
        state = redemption.state
        self.counts["refused_offline"] += state is RedemptionState.OFFLINE and not redemption.points
        self.counts["paid_alone"] += state is RedemptionState.OFFLINE and redemption.points > 0
        self.counts["holds"] += state is RedemptionState.GRANTED

    def _take_back(self) -> None:
        """Return some lines of an earlier sale of this till, in whole or in part."""
        returns = self.till.returns
        sale = returns.find(self.dice.choice(self.sold))
        left = [line for line in returns.returnable(sale) if line.left_milli]
        if not left:
            return
        chosen = self.dice.sample(left, self.dice.randrange(1, len(left) + 1))
        asked = {line.line_id: self._part(line.left_milli) for line in chosen}
        returns.commit(sale, asked, "came back")
        self.counts["returns"] += 1

    def _part(self, left_milli: int) -> int:
        """Return all of it, or some of several pieces."""
        pieces = left_milli // 1000
        if left_milli % 1000 or pieces < 2 or self.dice.random() < 0.5:  # noqa: PLR2004 - halves
            return left_milli
        return 1000 * self.dice.randrange(1, pieces)
