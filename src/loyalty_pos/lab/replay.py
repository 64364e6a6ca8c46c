"""``replay``: a year of real baskets through the real path: till, journal, outbox, HTTP, a centre process, back.

Each household has a card, each store a till; tills go offline for random days. It fails unless every book is equal
to the last unit: journals, what the centre stored, its ledger by lots and by entries, the tills' caches; and the centre prices each sale again.
The stores are driven by a few processes that wait for one another now and then, so that no store runs far ahead of the others.
"""

import os
import shutil
import tempfile
import time
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tqdm import tqdm

from loyalty_pos.centre.repricing.checking import figures_told
from loyalty_pos.centre.repricing.judging import Verdict
from loyalty_pos.lab.real.baskets import Journey, RealBasket, read_journey
from loyalty_pos.lab.real.crew import Crew
from loyalty_pos.lab.real.quarter import Centre, Plan
from loyalty_pos.lab.real.town import centre_process, found_town
from loyalty_pos.wiring.books import Book, balances_of, book_differences, book_of
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.console import say, say_json
from loyalty_pos.wiring.intake import reports_of

_DAY_S: Final = 86_400
_STEP: Final = 1_500
"""Baskets sold in the town before the quarters wait for one another."""
_LEAST_REDEEMED: Final = 0.20
_QUARTERS_PER_PROCESSOR: Final = 4
"""A till mostly waits: for its disk and for the centre."""


def run(options: Namespace) -> int:
    """Replay and compare; 1 when anything differs."""
    began = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="loyalty-pos-replay-"))
    try:
        journey = read_journey(options.baskets, options.tills, options.seed)
        with centre_process(folder) as port:
            later_s = time.time() - _DAY_S - journey.baskets[-1].at_s
            plan = Plan(folder, port, options.seed, later_s)
            quarters = _quarters(journey)
            with Crew(plan, len(quarters)) as crew:
                centre = found_town(folder, journey)
                try:
                    replay = _Replay(centre, journey, crew, quarters)
                    wrong = replay.run()
                finally:
                    centre.close()
        replay.counts["whole_seconds"] = round(time.monotonic() - began)
        return _tell(replay.counts, wrong, as_json=options.json)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _quarters(journey: Journey) -> list[list[int]]:
    """Share the stores out, the busiest first to whoever has least to do."""
    baskets = Counter(basket.store for basket in journey.baskets)
    size = min(len(baskets), (os.cpu_count() or 1) * _QUARTERS_PER_PROCESSOR)
    quarters: list[list[int]] = [[] for _ in range(size)]
    load = [0] * size
    for store, count in sorted(baskets.items(), key=lambda item: (-item[1], item[0])):
        least = load.index(min(load))
        quarters[least].append(store)
        load[least] += count
    return quarters


class _Replay:
    """One run; ``counts`` is what is printed."""

    def __init__(self, centre: OpenCentre, journey: Journey, crew: Crew, quarters: list[list[int]]) -> None:
        self._centre = centre
        self._journey = journey
        self._crew = crew
        self._quarters = quarters
        self.counts: Counter[str] = Counter()

    def run(self) -> list[str]:
        """Open the tills, sell everything, settle; return what is not equal."""
        self._open_tills()
        started = time.monotonic()
        self._sell()
        wrong = [text for _ in range(2) for found in self._crew.ask_all("settle") for text in found]
        sold_s = time.monotonic() - started
        wrong += self._compare()
        for counts in self._crew.ask_all("close"):
            self.counts += counts
        self.counts["tills"] = sum(map(len, self._quarters))
        self.counts["seconds"] = round(sold_s)
        if self.counts["redeemed_sales"] < _LEAST_REDEEMED * self.counts["sales"]:
            wrong.append(f"only {self.counts['redeemed_sales']} of {self.counts['sales']} sales redeemed")
        return wrong

    def _open_tills(self) -> None:
        """Enrol and open the tills, one of each quarter at a time: a code lives ten minutes."""
        with tqdm(total=sum(map(len, self._quarters)), desc="tills", unit="till") as bar:
            for turn in range(max(map(len, self._quarters))):
                numbers = [quarter[turn : turn + 1] for quarter in self._quarters]
                coded = [
                    [(number, self._centre.admin.make_code(str(number))) for number in one] for one in numbers
                ]
                self._crew.ask("open", [(one,) for one in coded])
                bar.update(sum(map(len, numbers)))

    def _sell(self) -> None:
        place = {store: index for index, quarter in enumerate(self._quarters) for store in quarter}
        with tqdm(total=len(self._journey.baskets), desc="baskets", unit="basket", mininterval=1.0) as bar:
            for step in self._steps():
                shares: list[list[RealBasket]] = [[] for _ in self._quarters]
                for basket in step:
                    shares[place[basket.store]].append(basket)
                self._crew.ask("sell", [(share,) for share in shares], bar.update)

    def _steps(self) -> Iterator[list[RealBasket]]:
        baskets = self._journey.baskets
        for start in range(0, len(baskets), _STEP):
            yield baskets[start : start + _STEP]

    def _compare(self) -> list[str]:
        """Compare journals, stored events, ledger, caches and prices."""
        reports = reports_of(self._centre)
        balances = balances_of(reports)
        centre = Centre(balances, reports.overview().tills)
        wrong = [text for found in self._crew.ask_all("differences", centre) for text in found]
        journals = Book()
        for book in self._crew.ask_all("book"):
            journals.merge(book)
        wrong += book_differences(journals, book_of(reports.events()), balances, {})
        return [*wrong, *self._prices()]

    def _prices(self) -> Iterator[str]:
        """Price every sale again with the bundle it names; yield a line for each that is not the same to the kopeck."""
        for one in self._centre.repricing.walk():
            self.counts["priced_again"] += 1
            if one.verdict is not Verdict.SAME:
                yield f"price of {one.sale.code}: {one.verdict} {figures_told(one)}"


def _tell(counts: Counter[str], wrong: list[str], *, as_json: bool) -> int:
    events, seconds = max(1, counts["events"]), max(1, counts["seconds"])
    facts: dict[str, object] = dict(counts)
    facts |= {
        "sales_per_second": round(counts["sales"] / seconds, 1),
        "events_per_second": round(events / seconds, 1),
        "bytes_up_per_event": round(counts["bytes_up"] / events),
        "bytes_down_per_event": round(counts["bytes_down"] / events),
    }
    if as_json:
        say_json(facts | {"differences": wrong})
    else:
        for name, value in facts.items():
            say(f"{name.replace('_', ' ')}: {value}")
        for difference in wrong[:50]:
            say(difference)
        say("Every book is equal." if not wrong else f"{len(wrong)} differences.")
    return 1 if wrong else 0
