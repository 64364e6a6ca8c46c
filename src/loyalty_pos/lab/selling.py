"""A till that sells until it is killed, saying after each step that the step is done; what is said is durable.

    python -m loyalty_pos.lab.selling --data FOLDER

Says ``restored`` when an open receipt came back, then for each sale ``scanned``, ``paying``, ``sold CODE PAID``,
``printing CODE``. It prints into a file beside the till's folder, through the queue of a real printer.
"""

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NoReturn, Self

from loyalty_pos.core.basket import Article
from loyalty_pos.core.programme import Programme
from loyalty_pos.lab.paper_file import file_printer
from loyalty_pos.till.ports import PinCheck
from loyalty_pos.till.receipt_state import Refused
from loyalty_pos.till.staff import Staff
from loyalty_pos.wiring.demo.members import known_cards
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.hardware import jobs_in
from loyalty_pos.wiring.till import Till, TillSettings, open_shop_till

PIN: Final = "1111"
_CARDS: Final = 8
_MOST_LINES: Final = 5
_CHANGE_MINOR: Final = 100_000

Say = Callable[..., None]


@dataclass(frozen=True, slots=True)
class KnownPins:
    """Answers of the real check that were worked out before: a PIN is slow on purpose, and no death is about it."""

    pin: str
    hashes: frozenset[str]

    @classmethod
    def of(cls, settings: TillSettings, pin: str = PIN) -> Self:
        """Ask the real check about everybody who may log in at this till."""
        till = open_shop_till(settings)
        try:
            hashes = (member.pin_hash for member in till.staff.list())
            return cls(pin, frozenset(one for one in hashes if till.pins.matches(pin, one)))
        finally:
            till.close()

    def matches(self, pin: str, pin_hash: str) -> bool:
        """Tell whether the PIN belongs to the hash."""
        return pin == self.pin and pin_hash in self.hashes


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Sell."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args(arguments)

    def say(*words: object) -> None:
        sys.stdout.write(" ".join(map(str, words)) + "\n")
        sys.stdout.flush()

    sell_without_end(TillSettings(folders_at(options.data).till), say)


def sell_without_end(settings: TillSettings, say: Say, pins: PinCheck | None = None) -> NoReturn:
    """Open the till and sell; the open receipt is saved after each scan, as the window does.

    ``pins`` None = the slow check of the product.
    """
    till = open_shop_till(settings)
    printer = file_printer(settings.folder, jobs_in(till.files))
    Staff(till.world, pins or till.pins, till.files.pin_locks).log_in(PIN)
    if till.shift.current() is None:
        till.shift.open(_CHANGE_MINOR)
    if till.register.restore():
        say("restored")
    dice = random.Random()  # noqa: S311 - baskets are chance, not secrets
    cards = known_cards(datetime.now(UTC).date(), _CARDS)
    programme = till.world.programmes.current().programme
    goods = [
        article
        for _, articles in till.world.goods.quick_pages()
        for article in articles
        if _is_for_everybody(article, programme)
    ]
    while True:
        if dice.randrange(2):
            assert not isinstance(till.register.scan(dice.choice(cards)), Refused)
            _scanned(till, say)
        for article in dice.choices(goods, k=dice.randrange(1, _MOST_LINES)):
            till.register.add_article(article.id, _quantity(article, dice))
            _scanned(till, say)
        say("paying")
        done = till.register.pay_exact()
        say("sold", done.sale.code, done.sale.paid_minor)
        printer.print(done.receipt)
        say("printing", done.sale.code)


def _is_for_everybody(article: Article, programme: Programme) -> bool:
    """Tell whether anybody may buy any number of it: no fee of a club, no certificate, nothing for a club alone."""
    fees = {club.article for club in programme.clubs}
    certificates = {one for series in programme.certificates for one in series.articles}
    return article.id not in fees | certificates and not any(
        rule.goods.has(article) for rule in programme.early
    )


def _scanned(till: Till, say: Say) -> None:
    draft = till.world.desk.take_draft()
    if draft is not None:
        till.world.journal.save_draft(draft)
    say("scanned")


def _quantity(article: Article, dice: random.Random) -> int:
    return dice.randrange(100, 3000) if article.unit.value == "kilogram" else 1000 * dice.randrange(1, 4)


if __name__ == "__main__":
    main()
