"""A till that sells without end, as a process: for tests that pull its plug; every sale is told once it is durable.

    python -m loyalty_pos.lab.selling --data FOLDER --sales N --seed S [--centre URL]

Writes ``sold SALE_ID`` after each commit, then the receipt's code into ``paper.txt`` of the folder (the printer).
"""

import argparse
import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from loyalty_pos.core.basket import Article
from loyalty_pos.core.sale import Tender, TenderKind
from loyalty_pos.till.receipt_state import SaleDone
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import Till, TillSettings, open_shop_till

PIN: Final = "1111"
_MOST_LINES: Final = 6


def main(arguments: Sequence[str] | None = None) -> int:
    """Sell so many baskets while the sync thread runs; then exchange what is left."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sales", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--centre", default="")
    options = parser.parse_args(arguments)
    till = open_shop_till(TillSettings(folders_at(options.data).till, centre_url=options.centre))
    try:
        ready(till)
        till.worker.start()
        seller = Seller(till, random.Random(options.seed))  # noqa: S311 - the same baskets each time
        for _ in range(options.sales):
            done = seller.sell()
            sys.stdout.write(f"sold {done.sale.sale_id} {done.sale.paid_minor} {done.sale.redeemed}\n")
            sys.stdout.flush()
            till.worker.wake()
    finally:
        till.close()
    return 0


def ready(till: Till) -> None:
    """Log in, take up the open receipt of the last life, open a shift if none is open."""
    till.staff.log_in(PIN)
    if till.shift.current() is None:
        till.shift.open(0)
    till.register.restore()


class Seller:
    """Draws baskets and sells them; ``cards``: members who come, and redeem when the centre answers."""

    def __init__(self, till: Till, dice: random.Random, cards: Sequence[str] = ()) -> None:
        self._till = till
        self._dice = dice
        self._cards = cards
        self._goods = [article for _, articles in till.world.goods.quick_pages() for article in articles]

    def sell(self, between: Callable[[], None] = lambda: None) -> SaleDone:
        """Sell one basket; ``between`` is called after every scan."""
        register = self._till.register
        if self._cards:
            register.scan(self._dice.choice(self._cards))
        for article in self._dice.choices(self._goods, k=self._dice.randrange(1, _MOST_LINES)):
            register.add_article(article.id, _quantity(article, self._dice))
            between()
        if self._cards and self._dice.random() < 0.4:  # noqa: PLR2004 - two of five members pay with points
            self.redeem()
        payable = register.view().quote.payable_minor
        return register.pay([Tender(TenderKind.CASH, payable)] if payable else [])

    def redeem(self) -> None:
        """Ask the centre for all points there are; without an answer the sale goes on without them."""
        register = self._till.register
        register.want_points(None)
        question = register.hold_question()
        if question is not None:
            answer = self._till.holds.ask(question.op, question.account_id, question.points)
            register.hold_answered(question.op, answer)


def _quantity(article: Article, dice: random.Random) -> int:
    return dice.randrange(100, 3000) if article.unit.value == "kilogram" else 1000 * dice.randrange(1, 4)


if __name__ == "__main__":
    sys.exit(main())
