"""Laws of the till's journal, tried with days that nobody thought of."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from loyalty_pos.core.problems import AlreadyReturned, AlreadyVoided
from loyalty_pos.core.sale import Fact
from loyalty_pos.wire.chain import first_break
from loyalty_pos.wire.events import fact_of
from tests.fakes.shift_totals import totals_of
from tests.fakes.till_folder import Counter, a_return, a_sale, a_void

SALES = [a_sale(number) for number in range(1, 5)]
DEEDS: list[Fact] = [
    *SALES,
    *(a_return(sale, number, 700) for number, sale in enumerate(SALES + SALES)),
    *(a_void(sale, f"void-{sale.number}") for sale in SALES),
]
days = st.lists(st.sampled_from(DEEDS), max_size=25)


def live(till: Counter, day: list[Fact]) -> list[Fact]:
    """Record the day; what the shop's rules refuse is not recorded. Return what was."""
    done: list[Fact] = []
    for fact in day:
        try:
            till.record(fact)
        except (AlreadyReturned, AlreadyVoided):
            continue
        done.append(fact)
    return done


def new_till(folder: str) -> Counter:
    till = Counter(Path(folder) / "till")
    till.open_shift()
    return till


@settings(max_examples=25)
@given(days)
def test_doing_everything_again_changes_nothing(day: list[Fact]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        till = new_till(folder)
        done = live(till, day)
        before = till.files.outbox.batch(from_seq=1)
        totals = till.files.journal.shift_totals("shift-1")
        till.restart()
        till.record(*done)
        live(till, done)
        assert till.files.outbox.batch(from_seq=1) == before
        assert till.files.journal.shift_totals("shift-1") == totals
        till.files.close()


@settings(max_examples=25)
@given(days)
def test_the_book_is_whole_and_adds_up(day: list[Fact]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        till = new_till(folder)
        live(till, day)
        events = till.files.outbox.batch(from_seq=1)
        facts = [fact for fact in map(fact_of, events) if fact is not None]
        assert first_break(events) == 0
        assert till.files.journal.shift_totals("shift-1") == totals_of(facts)
        for sale in SALES:
            back = till.files.journal.returns_of(sale.sale_id)
            assert sum(line.qty_milli for one in back for line in one.lines) <= sale.lines[0].qty_milli
        till.files.close()
