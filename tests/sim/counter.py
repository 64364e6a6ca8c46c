"""What a cashier does at one machine, drawn by the dice: sales with points, coupons, certificates; returns, voids, shifts.

A refusal of the product is an answer like any other; everything else that is raised is a bug and ends the world.
"""

import random
from collections import Counter
from collections.abc import Callable
from typing import Final

from loyalty_pos.core.problems import Problem
from loyalty_pos.core.receipt import Qr, Receipt
from loyalty_pos.core.sale import ShiftClosed, TenderKind
from loyalty_pos.till.receipt_state import HoldQuestion, SaleDone
from tests.sim.days import Paper
from tests.sim.template import BARCODES, CARDS, CERTIFICATES
from tests.sim.till import FLOAT, Machine

_PAPERS: Final = 30
_TRIES: Final = 3


class Cashier:
    """Everybody who works in these shops. ``papers``: texts of receipts that customers hold, of all tills.

    ``handed`` hears of each paper that a customer was handed; what it says is durable by then.
    """

    def __init__(
        self, dice: random.Random, done: Counter[str], handed: Callable[[Machine, Paper], None]
    ) -> None:
        self._dice, self._done, self._handed = dice, done, handed
        self.closed: Callable[[Machine, ShiftClosed], None] = lambda *_: None
        self.papers: list[tuple[str, str]] = []
        self._waiting: list[tuple[Machine, HoldQuestion]] = []

    def sell(self, machine: Machine, *, card: str = "", quick: bool = False) -> None:
        """Sell what somebody brings, with this ``card`` or one that is drawn; ``quick``: another thread waits for the centre."""
        dice, register = self._dice, machine.till.register
        card = card or (dice.choice(CARDS) if dice.random() < 0.85 else "")
        for text in (*dice.choices(BARCODES, k=dice.randrange(1, 4)), *([card] if card else [])):
            register.scan(text)
        if dice.random() < 0.06:
            register.scan("LPC1:TEA10")
        if dice.random() < 0.12:
            self._lay_down(machine, dice.choice(CERTIFICATES), quick=quick)
        if card and not quick and dice.random() < 0.5:
            self._want_points(machine)
        if not quick and dice.random() < 0.2:
            self.save_draft(machine)
        if dice.random() < 0.06:
            register.clear("changed their mind")
        else:
            self.pay(machine)
        self.after_commit(machine)

    def pay(self, machine: Machine) -> None:
        """Pay exactly, as often as the till says that it changed."""
        register = machine.till.register
        if not register.view().lines:
            register.clear("nothing there")
            return
        tender = self._dice.choice((TenderKind.CASH, TenderKind.CARD))
        for _ in range(_TRIES):
            try:
                done = register.pay_exact(tender)
            except Problem as problem:  # what is due may just have changed: look, and press the key again
                self._done[f"told {problem.code}"] += 1
            else:
                self._told(machine, done)
                return
        register.clear("cannot be paid")

    def _told(self, machine: Machine, done: SaleDone) -> None:
        sale = done.sale
        self._done["sales"] += 1
        self._done["paid with points"] += sale.redeemed > 0
        self._done["by floor"] += sale.by_floor > 0
        self._done["by grant"] += sale.by_grant > 0
        self.papers.append((machine.name, _code_of(done.receipt) or sale.code))
        del self.papers[:-_PAPERS]
        self._handed(machine, sale)

    def _want_points(self, machine: Machine) -> None:
        """Press the key; the answer comes at once, while the customer looks for the purse, or when they have gone."""
        register = machine.till.register
        register.want_points(self._dice.choice((None, self._dice.randrange(1, 80))))
        question = register.hold_question()
        if question is None:
            return
        if self._dice.random() < 0.25:
            self._waiting.append((machine, question))
            self._done["answers behind the sale"] += 1
            return
        self._ask(machine, question)

    def _lay_down(self, machine: Machine, certificate: str, *, quick: bool) -> None:
        """Take a certificate; the centre is asked for its money in the background, as for points."""
        register = machine.till.register
        self._done["certificates laid down"] += 1
        try:
            register.scan(f"LPG1:{certificate}")
        except Problem as problem:
            self._done[f"told {problem.code}"] += 1
        question = register.hold_question()
        if question is None or quick:
            return
        self._done["certificates asked for"] += 1
        if self._dice.random() < 0.25:
            self._waiting.append((machine, question))
        else:
            self._ask(machine, question)

    def _ask(self, machine: Machine, question: HoldQuestion) -> None:
        result = machine.till.holds.ask(
            question.op, question.account_id, question.points, card_last4=question.card_last4
        )
        machine.till.register.hold_answered(question.op, result)

    def answer_late(self) -> None:
        """Let a question that was asked before a sale be answered behind it."""
        if not self._waiting:
            return
        machine, question = self._waiting.pop(self._dice.randrange(len(self._waiting)))
        self._ask(machine, question)
        self.after_commit(machine)

    def save_draft(self, machine: Machine) -> None:
        """Keep the open receipt, as the background worker does."""
        text = machine.till.world.desk.take_draft()
        if text is not None:
            machine.till.world.journal.save_draft(text)

    def after_commit(self, machine: Machine) -> None:
        """Give back holds that nobody needs."""
        for op in machine.till.world.desk.take_releases():
            machine.till.holds.release(op)
        machine.note_head()

    def forget(self, machine: Machine) -> None:
        """The machine died: nobody there waits for anything."""
        self._waiting = [one for one in self._waiting if one[0] is not machine]

    # --- goods that come back ---------------------------------------------------------------------------

    def take_back(self, machine: Machine) -> None:
        """Give money back for a paper: of this till, or of another one."""
        if not self.papers:
            return
        name, text = self._dice.choice(self.papers)
        returns = machine.till.returns
        here = name == machine.name
        try:
            sale = returns.find(text) if here else returns.find_elsewhere(text)
            if here and self._dice.random() < 0.3:
                self._handed(machine, returns.void(sale, "a mistake").fact)
                self._done["voids"] += 1
            else:
                line = self._dice.choice(returns.returnable(sale))
                asked = {line.line_id: self._dice.choice((1_000, line.left_milli))}
                self._handed(machine, returns.commit(sale, asked, "changed their mind").fact)
                self._done["returned here" if here else "returned elsewhere"] += 1
        except Problem as problem:
            self._done[f"refused {problem.code}"] += 1
        self.after_commit(machine)

    def end_shift(self, machine: Machine) -> None:
        """Close the shift and open the next one."""
        if machine.till.world.desk.open_lines:
            machine.till.register.clear("end of the day")
        self.closed(machine, machine.till.shift.close(0).fact)
        machine.till.shift.open(FLOAT)
        self._done["shifts"] += 1
        machine.note_head()


def _code_of(receipt: Receipt) -> str:
    return next((block.data for block in receipt.blocks if isinstance(block, Qr)), "")
