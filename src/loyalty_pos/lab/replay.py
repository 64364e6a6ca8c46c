"""``replay``: a year of real baskets through the real path: till, journal, outbox, HTTP, a centre process, back.

Each household has a card, each store a till; tills go offline for random days. It fails unless every book is equal
to the last unit: journals, what the centre stored, its ledger by lots and by entries, and the tills' caches.
"""

import random
import shutil
import tempfile
import time
from argparse import Namespace
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from tqdm import tqdm

from loyalty_pos.core.dates import micros
from loyalty_pos.core.sale import Sale, TenderKind
from loyalty_pos.lab.real.baskets import Journey, RealBasket, read_journey
from loyalty_pos.lab.real.town import Store, card_of, centre_process, found_town, open_stores
from loyalty_pos.till.receipt_state import RedemptionState
from loyalty_pos.wiring.books import cache_differences, differences
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.console import say, say_json
from loyalty_pos.wiring.intake import reports_of

_DAY_S: Final = 86_400
_GOES_OFFLINE: Final = 0.06
_LONGEST_OUTAGE_DAYS: Final = 4
_REDEEMS: Final = 0.3
_RETURNS: Final = 0.03
_VOIDS: Final = 0.01
_LEAST_REDEEMED: Final = 0.20
_REMEMBERED: Final = 200
_FLOAT_MINOR: Final = 10_000_000


def run(options: Namespace) -> int:
    """Replay and compare; 1 when anything differs."""
    folder = Path(tempfile.mkdtemp(prefix="loyalty-pos-replay-"))
    try:
        journey = read_journey(options.baskets, options.tills, options.seed)
        with centre_process(folder) as port:
            centre = found_town(folder, journey)
            try:
                return _Replay(centre, journey, random.Random(options.seed)).run(folder, port, options)  # noqa: S311 - the same town each time
            finally:
                centre.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Replay:
    """One run; ``counts`` is what is printed."""

    def __init__(self, centre: OpenCentre, journey: Journey, dice: random.Random) -> None:
        self._centre = centre
        self._journey = journey
        self._dice = dice
        self._shift = timedelta(seconds=time.time() - _DAY_S - journey.baskets[-1].at_s)
        self.counts: Counter[str] = Counter()

    def run(self, folder: Path, port: int, options: Namespace) -> int:
        numbers = sorted({basket.store for basket in self._journey.baskets})
        opened = open_stores(folder, self._centre, port, numbers)
        stores = dict(tqdm(opened, total=len(numbers), desc="tills", unit="till"))
        started = time.monotonic()
        for basket in tqdm(self._journey.baskets, desc="baskets", unit="basket", mininterval=1.0):
            self._basket(stores[basket.store], basket)
        sold_s = time.monotonic() - started
        wrong = self._settle(stores)
        self.counts["events"] = sum(s.till.files.journal.queue().head_seq for s in stores.values())
        self.counts["offline_days"] = sum(store.offline_days for store in stores.values())
        for store in stores.values():
            store.till.close()
            store.cable.close()
        time.sleep(0.2)  # the cables' threads count their last bytes
        self.counts["bytes_on_the_wire"] = sum(store.cable.carried for store in stores.values())
        return self._tell(options, wrong, sold_s)

    def _basket(self, store: Store, basket: RealBasket) -> None:
        """Sell one basket; perhaps with points, perhaps undone at once, perhaps after something came back."""
        store.clock.at = datetime.fromtimestamp(basket.at_s, UTC) + self._shift
        self._new_day(store, basket.at_s // _DAY_S)
        register = store.till.register
        if store.sold and self._dice.random() < _RETURNS:
            self._take_back(store)
        register.scan(card_of(basket.household))
        for product, milli in basket.lines:
            register.add_article(product, milli)
        if self._dice.random() < _REDEEMS:
            self._redeem(store)
        payable = register.view().quote.payable_minor
        done = (
            register.pay_exact(self._dice.choice((TenderKind.CASH, TenderKind.CARD)))
            if payable
            else register.pay([])
        )
        self._count(done.sale)
        if self._dice.random() < _VOIDS:
            store.till.returns.void(done.sale, "wrong card")
            self.counts["voids"] += 1
        else:
            store.sold = [*store.sold[-_REMEMBERED:], done.sale.code]

    def _count(self, sale: Sale) -> None:
        self.counts["sales"] += 1
        self.counts["lines"] += len(sale.lines)
        self.counts["redeemed_sales"] += sale.redeemed > 0
        self.counts["paid_minor"] += sale.paid_minor
        self.counts["points_redeemed"] += sale.redeemed
        self.counts["points_accrued"] += sale.accrued

    def _new_day(self, store: Store, day: int) -> None:
        """Close yesterday's shift, decide whether the network is there today, exchange if it is."""
        if day == store.day and store.till.shift.current():
            return
        if store.till.shift.current():
            store.till.shift.close(store.till.shift.x_report().totals.cash_in_drawer_minor)
        store.till.shift.open(_FLOAT_MINOR)
        store.day = day
        if day >= store.offline_until and self._dice.random() < _GOES_OFFLINE:
            store.offline_until = day + self._dice.randrange(1, _LONGEST_OUTAGE_DAYS + 1)
        if day < store.offline_until:
            store.offline_days += 1
            store.cable.unplug()
        else:
            store.cable.plug()
            store.till.sync_once()

    def _redeem(self, store: Store) -> None:
        """Ask for all points: online by a hold, after an exchange; offline the till says no by itself."""
        till = store.till
        if store.cable.plugged:
            till.sync_once()
        till.register.want_points(None)
        question = till.register.hold_question()
        if question is None:
            return
        till.register.hold_answered(
            question.op, till.holds.ask(question.op, question.account_id, question.points)
        )
        state = till.register.view().redemption.state
        self.counts["refused_offline"] += state is RedemptionState.OFFLINE
        self.counts["holds"] += state is RedemptionState.GRANTED

    def _take_back(self, store: Store) -> None:
        """Return some lines of an earlier sale of this till, in whole or in part."""
        returns = store.till.returns
        sale = returns.find(self._dice.choice(store.sold))
        left = [line for line in returns.returnable(sale) if line.left_milli]
        if not left:
            return
        chosen = self._dice.sample(left, self._dice.randrange(1, len(left) + 1))
        asked = {line.line_id: self._part(line.left_milli) for line in chosen}
        returns.commit(sale, asked, "came back")
        self.counts["returns"] += 1

    def _part(self, left_milli: int) -> int:
        """Return all of it, or some of several pieces."""
        pieces = left_milli // 1000
        if left_milli % 1000 or pieces < 2 or self._dice.random() < 0.5:  # noqa: PLR2004 - halves
            return left_milli
        return 1000 * self._dice.randrange(1, pieces)

    def _settle(self, stores: dict[int, Store]) -> list[str]:
        """Plug every cable in, let everybody say and hear everything, and compare."""
        wrong: list[str] = []
        for _ in range(2):
            for number, store in stores.items():
                store.cable.plug()
                store.clock.at = datetime.now(UTC)
                problem = store.till.sync_once().problem
                if problem:
                    wrong.append(f"store {number}: {problem}")
        reports = reports_of(self._centre)
        wrong += differences([store.till.files for store in stores.values()], reports, {})
        for number, store in stores.items():
            at_us = micros(datetime.now(UTC))
            wrong += [
                f"store {number}: {text}" for text in cache_differences(store.till.files, reports, at_us)
            ]
        sales = self.counts["sales"]
        if self.counts["redeemed_sales"] < _LEAST_REDEEMED * sales:
            wrong.append(f"only {self.counts['redeemed_sales']} of {sales} sales redeemed")
        return wrong

    def _tell(self, options: Namespace, wrong: list[str], sold_s: float) -> int:
        facts: dict[str, object] = dict(self.counts)
        facts |= {"tills": len({b.store for b in self._journey.baskets}), "seconds": round(sold_s, 1)}
        facts |= {"sales_per_second": round(self.counts["sales"] / sold_s, 1)}
        facts |= {"bytes_per_event": round(self.counts["bytes_on_the_wire"] / max(1, self.counts["events"]))}
        if options.json:
            say_json(facts | {"differences": wrong})
        else:
            for name, value in facts.items():
                say(f"{name.replace('_', ' ')}: {value}")
            for difference in wrong[:50]:
                say(difference)
            say("Every book is equal." if not wrong else f"{len(wrong)} differences.")
        return 1 if wrong else 0
