"""A till without a window, as a process: the real counter on real files, told what to do on stdin.

``python -m tests.e2e.till_process FOLDER``; one JSON line an order, one JSON line an answer, and the answer to a
sale leaves only after it is durable. A refusal is answered with its code and its sentence.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from loyalty_pos.core.problems import Problem
from loyalty_pos.core.sale import TenderKind
from loyalty_pos.devices.job_store import MemoryJobs
from loyalty_pos.lab.paper_file import file_printer
from loyalty_pos.storage.vault import FileVault
from loyalty_pos.till.issuing import IssueForm
from loyalty_pos.till.receipt_state import Refused
from loyalty_pos.till.wording import sentence
from loyalty_pos.wiring.late import VAULT_FILE
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till

Order = dict[str, Any]
Answer = dict[str, Any]


def settings_of(folder: Path, url: str = "") -> TillSettings:
    """Return how these tills are opened: their keys stand in their folder."""
    return TillSettings(folder, centre_url=url, vault=FileVault(folder / VAULT_FILE))


class TillProcess:
    """One method an order; see the tests for what they mean."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._till: Till | None = None
        self._printer = file_printer(folder, MemoryJobs())
        self._working = False

    def obey(self, order: Order) -> Answer:
        """Do what is asked; a refusal is an answer too."""
        action: Callable[[Order], Answer] = getattr(self, f"do_{order.pop('do')}")
        try:
            return action(order)
        except Problem as problem:
            said = sentence(problem, "en")
            return {"problem": problem.code, "sentence": said.text, "next": said.next_step}

    @property
    def _open(self) -> Till:
        assert self._till is not None, "open it first"
        return self._till

    def do_enrol(self, order: Order) -> Answer:
        place = enrol(settings_of(self._folder), order["url"], order["code"])
        return {"till_no": place.till_no}

    def do_open(self, order: Order) -> Answer:
        if self._till is not None:
            self.close()
        self._till = open_shop_till(settings_of(self._folder, order.get("url", "")))
        till = self._open
        till.staff.log_in(order.get("pin", "1111"))
        if till.world.journal.open_shift() is None:
            till.shift.open(100_000)
        return {"incidents": [problem.code for problem in till.files.incidents]}

    def do_sell(self, order: Order) -> Answer:
        """``card``, ``goods`` (barcodes), ``points`` (pay with them if the centre holds them), ``tender``."""
        register = self._open.register
        for text in (*([order["card"]] if order.get("card") else []), *order["goods"]):
            outcome = register.scan(text)
            if isinstance(outcome, Refused):
                register.clear("refused")
                raise outcome.problem
        if order.get("points"):
            self._ask_points()
        return self.do_pay(order)

    def do_pay(self, order: Order) -> Answer:
        """Pay what is on the counter, exactly."""
        till = self._open
        state = till.register.view().redemption.state
        done = till.register.pay_exact(TenderKind(order.get("tender", "cash")))
        self._printer.print(done.receipt)
        self._committed()
        sale = done.sale
        return {
            "code": sale.code,
            "paid": sale.paid_minor,
            "redeemed": sale.redeemed,
            "accrued": sale.accrued,
            "redemption": state.value,
        }

    def _ask_points(self) -> None:
        till = self._open
        till.register.want_points(None)
        question = till.register.hold_question()
        if question is None:
            return
        result = till.holds.ask(
            question.op, question.account_id, question.points, card_last4=question.card_last4
        )
        till.register.hold_answered(question.op, result)

    def do_give_back(self, order: Order) -> Answer:
        """Return one thousandth-counted piece of the receipt ``code``: ``line_id``, ``qty_milli``."""
        till = self._open
        sale = till.returns.find(order["code"])
        done = till.returns.commit(sale, {order["line_id"]: order["qty_milli"]}, "changed their mind")
        self._printer.print(done.receipt)
        self._committed()
        return {
            "code": done.fact.code,
            "paid": done.fact.paid_minor,
            "points_back": done.fact.points_back,
            "accrued_back": done.fact.accrued_back,
        }

    def do_void(self, order: Order) -> Answer:
        till = self._open
        done = till.returns.void(till.returns.find(order["code"]), "a mistake")
        self._printer.print(done.receipt)
        self._committed()
        return {"paid": done.fact.paid_minor}

    def do_work(self, _order: Order) -> Answer:
        """Begin to talk to the centre in the background, as the window does."""
        self._open.worker.start()
        self._working = True
        return {}

    def do_try_now(self, _order: Order) -> Answer:
        self._open.worker.try_now()
        return {}

    def do_exchange(self, _order: Order) -> Answer:
        """Exchange everything now and say what was wrong."""
        state = self._open.sync_once()
        if state.problem is not None:
            raise state.problem
        return {"online": state.online, "waiting": state.waiting}

    def do_state(self, _order: Order) -> Answer:
        state = self._open.worker.state
        queue = self._open.files.journal.queue()
        problem = state.problem.code if state.problem else ""
        return {"online": state.online, "waiting": queue.waiting, "head": queue.head_seq, "trouble": problem}

    def do_close_shift(self, order: Order) -> Answer:
        """Count the drawer and close the shift."""
        closed = self._open.shift.close(order["counted"])
        return {"sales": closed.fact.totals.sales, "returns": closed.fact.totals.returns}

    def do_issue(self, order: Order) -> Answer:
        """Give out a card."""
        form = IssueForm(order["name"], order["phone"], "", (("personal_data", "1"),))
        return {"card": self._open.issuing.issue(form).card_number}

    def do_look(self, _order: Order) -> Answer:
        """Look at the disk, as the window does every few seconds, and say what is worth saying."""
        self._open.care.look()
        return {"said": [problem.code for problem in self._open.care.now()]}

    def do_close_till(self, _order: Order) -> Answer:
        self.close()
        return {}

    def close(self) -> None:
        """Let go of the files."""
        if self._till is not None:
            self._till.close()
            self._till = None
        self._working = False

    def end(self) -> None:
        """End the day."""
        self.close()
        self._printer.stop()

    def _committed(self) -> None:
        """Do after a commit what the window does: wake the conversation, give back holds nobody needs."""
        till = self._open
        for op in till.world.desk.take_releases():
            till.holds.release(op)
        if self._working:
            till.worker.wake()


def main() -> None:
    """Obey until the input ends."""
    till = TillProcess(Path(sys.argv[1]))
    for line in sys.stdin:
        answer = till.obey(json.loads(line))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    till.end()


if __name__ == "__main__":
    main()
