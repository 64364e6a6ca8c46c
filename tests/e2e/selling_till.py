"""A till that sells until it is killed, saying after each step that the step is done.

``python -m tests.e2e.selling_till FOLDER [--warm]``. Cold: sells at once. Warm: has loaded everything, and forks a
till that sells for each line on stdin, so that fifty kills take seconds; after each death it says ``gone``.
What it says: ``pid N``, ``restored``, then for each sale ``scanned``, ``paying``, ``sold CODE PAID``, ``printing CODE``.
"""

import os
import random
import sys
from pathlib import Path
from typing import Final, NoReturn

from loyalty_pos.till.receipt_state import Refused
from loyalty_pos.wiring.hardware import jobs_in
from loyalty_pos.wiring.till import Till, open_shop_till
from tests.e2e.corner import BARCODES, CARDS, PIN
from tests.e2e.paper import file_printer
from tests.e2e.till_process import settings_of

_OUT: Final = 1


def say(*words: object) -> None:
    """Write one line in one piece: a killed process leaves whole lines only."""
    os.write(_OUT, (" ".join(map(str, words)) + "\n").encode())


def sell_without_end(folder: Path) -> NoReturn:
    """Open the till's folder and sell; the open receipt is saved after each scan, as the window does."""
    say("pid", os.getpid())
    till = open_shop_till(settings_of(folder))
    printer = file_printer(folder, jobs_in(till.files))
    till.staff.log_in(PIN)
    if till.world.journal.open_shift() is None:
        till.shift.open(100_000)
    if till.register.restore():
        say("restored")
    dice = random.Random()
    while True:
        if dice.random() < 0.5:
            _scan(till, dice.choice(CARDS))
        for code in dice.choices(BARCODES, k=dice.randrange(1, 5)):
            _scan(till, code)
        say("paying")
        done = till.register.pay_exact()
        say("sold", done.sale.code, done.sale.paid_minor)
        printer.print(done.receipt)
        say("printing", done.sale.code)


def _scan(till: Till, text: str) -> None:
    outcome = till.register.scan(text)
    assert not isinstance(outcome, Refused), outcome
    draft = till.world.desk.take_draft()
    if draft is not None:
        till.world.journal.save_draft(draft)
    say("scanned")


def main() -> None:
    """Sell, or let children sell."""
    folder = Path(sys.argv[1])
    if "--warm" not in sys.argv:
        sell_without_end(folder)
    say("warm")
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            sell_without_end(folder)
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
