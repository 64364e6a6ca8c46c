"""A month alone, then the line is there again: the push, what the counter feels of it, and whether the books agree."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from loyalty_pos.centre.repricing.judging import Verdict
from loyalty_pos.core.dates import micros
from loyalty_pos.lab.absence.counter import Counter, Felt
from loyalty_pos.lab.absence.month import DAYS, Month
from loyalty_pos.lab.soak.centre import CentreProcess, serving, settings_of
from loyalty_pos.lab.soak.shop import OPENING_POINTS, PIN, Town, found
from loyalty_pos.lab.soak.shop_time import ShopTime, TimeByHand
from loyalty_pos.storage.cache.feed import projected_for
from loyalty_pos.storage.vault import MemoryVault
from loyalty_pos.wiring.books import balances_of, cache_differences, differences
from loyalty_pos.wiring.centre import OpenCentre, open_centre
from loyalty_pos.wiring.intake import reports_of
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till

STORE: Final = "far"
_DAY_S: Final = 86_400
_SECOND_US: Final = 1_000_000
_FEWEST_MEMBERS: Final = 200
_VISITS: Final = 8
"""Sales of the month for each member of the town, with and without a card."""
_AT_HOME: Final = 40
_AT_REST: Final = 60
_PATIENCE_S: Final = 1_200
_LIMIT_S: Final = 600


@dataclass(frozen=True, slots=True)
class Plan:
    """``database`` "" = the embedded one."""

    folder: Path
    sales: int
    seed: int
    database: str = ""


def come_back(plan: Plan) -> tuple[dict[str, Any], list[str]]:
    """Return the figures, and a sentence for each thing that is not as it must be."""
    month_ago = ShopTime.from_now(later_s=-DAYS * _DAY_S)
    today = ShopTime.from_now()
    hand = TimeByHand(month_ago)
    settings = TillSettings(plan.folder / "till", "en", "", MemoryVault(), hand)
    with serving(plan.folder, plan.database, month_ago) as centre:
        town, untouched = _open_shop(plan, hand, settings, centre)
    till = open_shop_till(settings)
    try:
        till.staff.log_in(PIN)
        began_s = time.monotonic()
        month = Month(till, hand, town, untouched, random.Random(plan.seed))  # noqa: S311 - the same month each time
        month.live(plan.sales)
        made_s = time.monotonic() - began_s
        hand.town, hand.is_free = today, True
    finally:
        till.close()
    facts: dict[str, Any] = {"made_s": round(made_s, 1), **month.counts, **_decay(month)}
    with _reached(plan, settings, today) as (till, books):
        facts |= _pushed(till, town, plan.seed)
        wrong = [*_wrong_in_books(till, books, town), *_wrong_rights(month, till)]
    if facts["push_s"] > _LIMIT_S:
        wrong.append(f"the push took {facts['push_s']} s")
    return facts, wrong


def _open_shop(
    plan: Plan, hand: TimeByHand, settings: TillSettings, centre: CentreProcess
) -> tuple[Town, str]:
    """Fill the books, enrol the till and let it take its first lease; return the town and who never comes."""
    books = open_centre(settings_of(plan.folder, plan.database, hand.town))
    try:
        town = found(books, [STORE], max(_FEWEST_MEMBERS, plan.sales // _VISITS), seed=plan.seed)
        code = books.admin.make_code(STORE)
    finally:
        books.close()
    enrol(settings, centre.url, code)
    till = open_shop_till(settings)
    try:
        till.staff.log_in(PIN)
        _day_before(till, hand, town)
        member = till.world.members.by_card(town.cards[0])
        assert member is not None
        return town, member.account_id
    finally:
        till.close()


def _day_before(till: Till, hand: TimeByHand, town: Town) -> None:
    """Make members at home in this shop, and take the lease that a month has to do with."""
    till.shift.open(0)
    for card in town.cards[:_AT_HOME]:
        till.register.scan(card)
        till.register.scan(town.goods[0])
        till.register.pay_exact()
        hand.at_us += _SECOND_US  # no two customers are served in one moment
    till.shift.close(till.shift.x_report().totals.cash_in_drawer_minor)
    for _ in range(2):
        state = till.sync_once()
        assert state.problem is None, state


@contextmanager
def _reached(plan: Plan, settings: TillSettings, today: ShopTime) -> Iterator[tuple[Till, OpenCentre]]:
    """Give the till with its centre there again, and the centre's books beside the process."""
    with serving(plan.folder, plan.database, today) as centre:
        books = open_centre(settings_of(plan.folder, plan.database, today))
        try:
            till = open_shop_till(
                TillSettings(settings.folder, "en", centre.url, settings.vault, settings.clock)
            )
            try:
                till.staff.log_in(PIN)
                yield till, books
            finally:
                till.close()
        finally:
            books.close()


def _pushed(till: Till, town: Town, seed: int) -> dict[str, Any]:
    """Push everything while the counter sells; say how fast it went and what the counter felt."""
    till.shift.open(0)
    counter = Counter(till, town, random.Random(seed))  # noqa: S311 - the same customers each time
    before = counter.serve(lambda felt: len(felt.commits) < _AT_REST)
    waiting = till.files.journal.queue().waiting
    began_s = time.monotonic()
    stored_s = 0.0

    def goes_on(_felt: Felt) -> bool:
        nonlocal stored_s
        stored_s = time.monotonic() - began_s
        return till.files.outbox.watermark() < waiting and stored_s < _PATIENCE_S

    till.worker.start()
    during = counter.serve(goes_on)
    _until_empty(till)
    settled_s = time.monotonic() - began_s
    after = counter.serve(lambda felt: len(felt.commits) < _AT_REST)
    _until_empty(till)
    till.shift.close(till.shift.x_report().totals.cash_in_drawer_minor)
    till.worker.wake()
    _until_empty(till)
    till.worker.stop()
    rest = Felt(before.scans + after.scans, before.commits + after.commits, before.late + after.late)
    return {
        "events": waiting,
        "push_s": round(stored_s, 1),
        "settled_s": round(settled_s, 1),
        "events_per_second": round(waiting / max(stored_s, 0.001)),
        "at_rest": rest.told(),
        "during_push": during.told(),
        "ratios": _ratios(rest.told(), during.told()),
    }


def _ratios(rest: dict[str, int], during: dict[str, int]) -> dict[str, float]:
    names = ("scan_p50_us", "scan_p99_us", "commit_p50_us", "commit_p99_us")
    return {name.removesuffix("_us"): round(during[name] / max(1, rest[name]), 2) for name in names}


def _until_empty(till: Till) -> None:
    """Wait until the centre has everything and the till has heard what came of it."""
    until_s = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until_s:
        queue, state = till.files.journal.queue(), till.worker.state
        if state.online and not queue.waiting and _projected(till) == queue.head_seq:
            return
        time.sleep(0.05)
    message = f"events still wait: {till.worker.state}"
    raise RuntimeError(message)


def _projected(till: Till) -> int:
    """Return up to which event the till's own rows contain what it did."""
    return projected_for(till.files.cache_file, till.files.identity.incarnation)


def _wrong_in_books(till: Till, books: OpenCentre, town: Town) -> list[str]:
    """Compare every book, and price every sale again."""
    reports = reports_of(books)
    opening = dict.fromkeys(balances_of(reports), OPENING_POINTS)
    assert len(opening) == len(town.cards), len(opening)
    now_us = micros(till.world.clock.now())
    wrong = [*differences([till.files], reports, opening), *cache_differences(till.files, reports, now_us)]
    wrong += [
        f"price of {one.sale.code}: {one.verdict}"
        for one in books.repricing.walk()
        if one.verdict is not Verdict.SAME
    ]
    wrong += [f"alarm {alarm.code}" for alarm in reports.overview().alarms if alarm.code == "z_differs"]
    return wrong


def _decay(month: Month) -> dict[str, Any]:
    rights = [morning.right for morning in month.mornings]
    first_over = next((morning.day for morning in month.mornings if morning.over), None)
    return {"rights_by_day": rights[:5], "bundle_over_on_day": first_over}


def _wrong_rights(month: Month, till: Till) -> list[str]:
    """Alone the right is whole on the first day, half on the second and third, then nothing; back again it is whole."""
    rights = [morning.right for morning in month.mornings]
    whole = rights[0]
    wrong = [] if whole >= OPENING_POINTS else [f"right of the first day: {whole}"]
    if rights[1:3] != [whole // 2, whole // 2]:
        wrong.append(f"rights of the first days: {rights[:3]}")
    if any(rights[3:]):
        wrong.append(f"rights after three days: {rights[3:]}")
    back = till.world.rights.right(month.untouched).points
    if back != whole:
        wrong.append(f"right after the return: {back}")
    if not all(month.counts[name] for name in ("paid_alone", "returns", "voids")):
        wrong.append(f"something never happened: {dict(month.counts)}")
    return wrong


def told(facts: dict[str, Any], wrong: list[str], plan: Plan) -> dict[str, Any]:
    """Return the one object that is printed."""
    named = asdict(plan) | {"folder": "", "database": "postgresql" if plan.database else "sqlite"}
    del named["folder"]
    return named | facts | {"wrong": wrong}
