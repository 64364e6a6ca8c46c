"""After everything has healed: is every book the same, is every bound kept, did every fault happen?"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from loyalty_pos.centre.repricing.judging import Verdict
from loyalty_pos.core.ledger import EntryKind
from loyalty_pos.lab.soak.bounds import Bounds, Taken
from loyalty_pos.lab.soak.crew import Crew
from loyalty_pos.lab.soak.group import Centre
from loyalty_pos.lab.soak.network import DOWN, FAULTS
from loyalty_pos.lab.soak.shop import OPENING_POINTS, Town
from loyalty_pos.wiring.books import Book, balances_of, book_differences, book_of
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.intake import programme_of, reports_of

EXPLAINED: Final = {"debt", "voucher_used_twice", "returned_twice", "clock_suspect", "clock_trusted"}
"""Alarms that a town without a line may have; every other one is a difference."""
MOST_GROWTH_PERCENT: Final = 5.0
SLICE_GROWTH_PERCENT: Final = 8.0
"""Looked at for less than ``_LONG_S``: a process that is a minute old still meets its first busy second."""
_LONG_S: Final = 300
MOST_PEAK: Final = 2.0
_NEEDED: Final = (
    *FAULTS,
    DOWN,
    "centre_killed",
    "tills_killed",
    "holds_granted",
    "holds_unanswered",
    "holds_timed_out",
    "paid_alone",
    "returns",
    "voids",
    "certificates_sold",
    "certificates_laid",
    "shift_ends",
)


def books_differ(books: OpenCentre, crew: Crew, town: Town) -> tuple[list[str], dict[str, Any]]:
    """Return what is not equal, and what was compared."""
    reports = reports_of(books)
    balances, overview = balances_of(reports), reports.overview()
    wrong = [t for found in crew.ask("differences", Centre(balances, overview.tills)) for t in found]
    journals, taken = Book(), Taken()
    for book in crew.ask("book"):
        journals.merge(book)
    for one in crew.ask("taken"):
        taken.merge(one)
    written_off = {account_id: _written_off(books, account_id) for account_id in balances}
    opening = {account_id: OPENING_POINTS + points for account_id, points in written_off.items()}
    wrong += book_differences(journals, book_of(reports.events()), balances, opening)
    alarms = Counter(alarm.code for alarm in overview.alarms)
    wrong += [f"{count} alarms {code}" for code, count in alarms.items() if code not in EXPLAINED]
    wrong += [f"price of {code}" for code in _priced_otherwise(books)]
    wrong += list(_certificates(books, town))
    stores = {line.agent_id: line.store_id for line in overview.tills}
    bounds = Bounds(programme_of(reports).offline, stores, taken)
    debts = {account_id: line.debt for account_id, line in balances.items()}
    wrong += list(bounds.broken(debts))
    return wrong, {
        "events": journals.events,
        "kinds": dict(sorted(journals.kinds.items())),
        "sold_minor": journals.sold_minor,
        "redeemed_points": journals.redeemed,
        "parked": sum(line.parked for line in overview.tills),
        "alarms": dict(alarms),
        "owed_at_the_end": sum(debts.values()),
        "written_off": sum(written_off.values()),
        "most_without_a_guarantee": bounds.told(),
    }


def _written_off(books: OpenCentre, account_id: str) -> int:
    """Return the points of small debts that the centre let go: they are in its book and in no till's."""
    booked = books.books.read(lambda desk: desk.accounts.entries(account_id))
    return sum(one.entry.amount for one in booked if one.entry.kind is EntryKind.DEBT_WRITE_OFF)


def _priced_otherwise(books: OpenCentre) -> Iterator[str]:
    for one in books.repricing.walk():
        if one.verdict is not Verdict.SAME:
            yield f"{one.sale.code}: {one.verdict}"


def _certificates(books: OpenCentre, town: Town) -> Iterator[str]:
    """Yield a line for each certificate whose rest is not what was done with it."""
    for code in town.certificates:
        shown = books.admin.vouchers.show(code.partition(":")[2])
        done = sum(deed.amount_minor for deed in shown.deeds)
        if shown.voucher.rest_minor != done:
            yield f"certificate {shown.voucher.last4}: {shown.voucher.rest_minor}, its deeds give {done}"


def never_happened(counts: Mapping[str, int]) -> list[str]:
    """Return a line for each fault and each deed that was never tried."""
    return [f"never happened: {name}" for name in _NEEDED if not counts.get(name)]


def most_growth(seconds: float) -> float:
    """Return by how many percent a warm process may grow in this time."""
    return MOST_GROWTH_PERCENT if seconds >= _LONG_S else SLICE_GROWTH_PERCENT


def beyond_limits(memory: Mapping[str, Mapping[str, Any]], normal: int, after: int) -> list[str]:
    """Return a line for each process that grows, and for a peak after the line came back."""
    wrong = [
        f"memory of {name} grew {told['growth_percent']} %"
        for name, told in memory.items()
        if told and told["growth_percent"] >= most_growth(told["seconds"])
    ]
    if not any(told for name, told in memory.items() if name.startswith("centre")):
        wrong.append("nothing is known of the centre's memory")
    if after > MOST_PEAK * normal:
        wrong.append(f"{after} requests in a second after the line came back, normally {normal}")
    return wrong
