"""The counter of one till in the soak: a thread that serves customers as the window does, as long as it may.

It must never repair anything: what a refusal leaves open is paid, or the receipt is cleared with its audit line.
"""

import random
import threading
import time
from collections import Counter as Tally
from collections import deque
from dataclasses import dataclass, field
from typing import Final

from loyalty_pos.core.problems import LeaseRenewed, Problem
from loyalty_pos.core.sale import Sale, TenderKind
from loyalty_pos.lab.soak.shop import Town
from loyalty_pos.lab.soak.shop_time import TillTime
from loyalty_pos.till.receipt_state import CertificateAsks, CertificateLaid, Refused
from loyalty_pos.wiring.till import Till

HOLD_US: Final = 15 * 60 * 1_000_000
_FLOAT_MINOR: Final = 500_000
_REMEMBERED: Final = 60
_MOST_GOODS: Final = 4
_CARD, _AT_HOME, _POINTS, _DAWDLES = 0.75, 0.8, 0.45, 0.2
_DEEDS: Final = ("sell", "sell_certificate", "take_back", "void")
_WEIGHTS: Final = (86, 5, 6, 3)
_PAYS_WITH_CERTIFICATE: Final = 0.2
_CERTIFICATE_MINOR: Final = (5_000, 40_000)


@dataclass(frozen=True, slots=True)
class Habits:
    """``pause_s``: mean time between two customers. ``shift_us``: how long a shift is, by the town's clock."""

    pause_s: float
    shift_us: int


@dataclass(slots=True)
class Papers:
    """``own``: cards of this shop's members. Certificates: to be sold by this till; sold by any of the process (shared)."""

    own: tuple[str, ...]
    unsold: deque[str]
    sold: deque[str]


@dataclass(slots=True)
class Counter:
    """``counts`` is what is printed; ``failed``: a bug that ended this counter, "" = none."""

    till: Till
    time: TillTime
    town: Town
    papers: Papers
    habits: Habits
    dice: random.Random
    counts: Tally[str] = field(default_factory=Tally)
    failed: str = ""
    _stopping: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _sold: deque[str] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    _shift_until_us: int = 0

    def start(self) -> None:
        """Open the counter."""
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="counter", daemon=True)
        self._thread.start()

    def stop(self, wait_s: float = 30.0) -> None:
        """Close it after the customer who is being served."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(wait_s)

    def end_shift(self) -> None:
        """Close the shift with all of its money counted."""
        shift = self.till.shift
        if shift.current() is not None:
            shift.close(shift.x_report().totals.cash_in_drawer_minor)
            self.counts["shift_ends"] += 1

    def _run(self) -> None:
        try:
            if self.till.register.restore():
                self.counts["restored"] += 1
                self._pay()
            while not self._stopping.wait(self.dice.uniform(0, 2 * self.habits.pause_s)):
                self._look_at_shift()
                self._serve()
        except Exception as error:  # noqa: BLE001 - told at the end; another till goes on
            self.failed = f"{type(error).__name__}: {error}"

    def _look_at_shift(self) -> None:
        if self.till.shift.current() is not None and self.time.now_us() < self._shift_until_us:
            return
        self.end_shift()
        self.till.shift.open(_FLOAT_MINOR)
        self._sold.clear()  # an earlier shift's receipt cannot be voided
        self._shift_until_us = self.time.now_us() + round(self.habits.shift_us * self.dice.uniform(0.7, 1.3))

    def _serve(self) -> None:
        deed = self.dice.choices(_DEEDS, _WEIGHTS)[0]
        try:
            match deed:
                case "sell_certificate" if self.papers.unsold:
                    self._sell_certificate()
                case "take_back" if self._sold:
                    self._take_back()
                case "void" if self._sold:
                    self._void()
                case _:
                    self._sell()
        except Problem as problem:
            self.counts[f"refused_{problem.code}"] += 1
            self.till.register.clear("refused")
        self._after()

    # --- deeds ----------------------------------------------------------------------------------------

    def _sell(self) -> None:
        register, dice = self.till.register, self.dice
        with_card = dice.random() < _CARD
        if with_card:
            register.scan(dice.choice(self.papers.own if dice.random() < _AT_HOME else self.town.cards))
        for code in dice.choices(self.town.goods, k=dice.randrange(1, _MOST_GOODS)):
            register.scan(code)
            self._save_draft()
        if dice.random() < _PAYS_WITH_CERTIFICATE and self.papers.sold:
            self._lay_certificate()
        elif with_card and dice.random() < _POINTS:
            self._want_points()
        sale = self._pay()
        self._sold.append(sale.code)

    def _want_points(self) -> None:
        """Ask for all points; now and then the customer looks for the purse until the hold is over."""
        register = self.till.register
        register.want_points(None)
        question = register.hold_question()
        if question is None:
            return
        answer = self.till.holds.ask(
            question.op, question.account_id, question.points, card_last4=question.card_last4
        )
        register.hold_answered(question.op, answer)
        self.counts["holds_asked"] += 1
        self.counts["holds_granted"] += answer.granted > 0
        self.counts["holds_unanswered"] += not answer.reached
        if answer.granted and self.dice.random() < _DAWDLES:
            self.counts["holds_timed_out"] += 1
            time.sleep(1.1 * HOLD_US / self.time.town.speed / 1_000_000)

    def _lay_certificate(self) -> None:
        code = self.papers.sold.popleft()
        outcome = self.till.register.scan(code)
        if isinstance(outcome, CertificateLaid):
            self.counts["certificates_laid"] += 1
        elif isinstance(outcome, Refused):
            self.counts[f"refused_{outcome.problem.code}"] += 1
            if outcome.problem.code != "certificate_used":
                self.papers.sold.append(code)

    def _sell_certificate(self) -> None:
        code = self.papers.unsold.popleft()
        outcome = self.till.register.scan(code)
        if not isinstance(outcome, CertificateAsks):  # sold by us before we were killed
            self.till.register.clear("sold already")
            return
        self.till.register.certificates.sell_for(100 * self.dice.randrange(*_CERTIFICATE_MINOR) // 100)
        self._pay()
        self.counts["certificates_sold"] += 1
        self.papers.sold.append(code)

    def _take_back(self) -> None:
        returns = self.till.returns
        sale = returns.find(self._sold.popleft())
        left = returns.returnable(sale)
        if left:
            returns.commit(sale, {left[0].line_id: left[0].left_milli}, "came back")
            self.counts["returns"] += 1

    def _void(self) -> None:
        self.till.returns.void(self.till.returns.find(self._sold.pop()), "a mistake")
        self.counts["voids"] += 1

    def _pay(self) -> Sale:
        """Pay what is on the counter; a lease that was renewed meanwhile is asked again, as the window does."""
        kind = self.dice.choice((TenderKind.CASH, TenderKind.CARD))
        try:
            sale = self.till.register.pay_exact(kind).sale
        except LeaseRenewed:
            self.counts["lease_renewed"] += 1
            sale = self.till.register.pay_exact(kind).sale
        self.counts["sales"] += 1
        self.counts["paid_minor"] += sale.paid_minor
        self.counts["redeemed_sales"] += sale.redeemed > 0
        self.counts["paid_alone"] += sale.by_floor + sale.by_grant > 0
        return sale

    def _save_draft(self) -> None:
        draft = self.till.world.desk.take_draft()
        if draft is not None:
            self.till.world.journal.save_draft(draft)

    def _after(self) -> None:
        """Do what the window does behind every receipt: give back holds, keep the draft, wake the talk."""
        for op in self.till.world.desk.take_releases():
            self.till.holds.release(op)
        self._save_draft()
        self.till.worker.wake()
