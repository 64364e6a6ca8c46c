"""Many callers at the same moment: each has a transaction of its own, whoever else shares the disk's answer."""

import threading
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from loyalty_pos.centre.intake import accept
from loyalty_pos.centre.ports import Desk, Unstorable
from loyalty_pos.centre.projection import Projection
from loyalty_pos.centre.records import Alarm
from loyalty_pos.core.problems import BadMessage
from tests.fakes.centre import Headquarters, Stream
from tests.fakes.till_folder import a_return, a_sale

CALLERS = 12
A_MOMENT_S = 1.0


def _keep(hq: Headquarters, number: int) -> str:
    """Put a setting; every third caller is refused afterwards, every fourth one by the database itself."""

    def work(desk: Desk) -> str:
        desk.reference.put_setting("", f"name-{number}", str(number))
        if number % 3 == 0:
            raise BadMessage(reason="refused")
        if number % 4 == 0:
            desk.watch.raise_alarms([Alarm(f"alarm-{number}", "fork", "till", "", 2**70)])
        return f"kept {number}"

    return hq.books.write(work)


def test_a_refusal_undoes_its_own_work_and_nobody_elses(hq: Headquarters) -> None:
    gate = threading.Event()
    with ThreadPoolExecutor(CALLERS + 1) as threads:
        held = threads.submit(hq.books.write, lambda _: gate.wait(10))
        asked = {number: threads.submit(_keep, hq, number) for number in range(1, CALLERS + 1)}
        gate.set()
        assert held.result(20)
        for number, answer in asked.items():
            if number % 3 == 0:
                with pytest.raises(BadMessage):
                    answer.result(20)
            elif number % 4 == 0:
                with pytest.raises(Unstorable):
                    answer.result(20)
            else:
                assert answer.result(20) == f"kept {number}"
    hq.restart()
    found = hq.books.read(
        lambda desk: [n for n in range(1, CALLERS + 1) if desk.reference.setting("", f"name-{n}")]
    )
    assert found == [number for number in range(1, CALLERS + 1) if number % 3 and number % 4]


def _store(hq: Headquarters, till: Stream) -> None:
    """Store what the till has committed; nothing is projected yet."""

    def work(desk: Desk) -> None:
        taken = accept(desk.streams.get(till.agent_id, till.incarnation), till.batch(), {})
        desk.events.add(taken.new, hq.clock.us)
        desk.streams.put(taken.stream)

    hq.books.write(work)


@pytest.mark.parametrize("with_a_card", [True, False])
def test_a_return_whose_sale_comes_at_the_same_moment_does_not_wait_for_ever(
    hq: Headquarters, *, with_a_card: bool
) -> None:
    here, there = hq.till(), hq.till("store-2")
    sale = a_sale(1, account_id=hq.member() if with_a_card else "")
    here.commit(sale)
    there.commit(a_return(sale))
    _store(hq, there)
    looked, go_on = threading.Event(), threading.Event()

    def found_no_sale(desk: Desk) -> None:
        Projection(hq.clock, hq.secrets).step(desk, desk.streams.get(there.agent_id, there.incarnation))
        looked.set()
        go_on.wait(10)

    with ThreadPoolExecutor(2) as threads:
        returning = threads.submit(hq.books.write, found_no_sale)
        looked.wait(10)
        selling = threads.submit(hq.centre.push, here.batch())
        wait([selling], A_MOMENT_S)
        go_on.set()
        returning.result(20)
        selling.result(20)

    totals = hq.admin.overview().totals
    assert (totals["parked"], totals["sale_count"], totals["return_count"]) == (0, 1, 1)


def test_two_tills_that_take_the_same_goods_back_at_the_same_moment_are_noticed(hq: Headquarters) -> None:
    here, there = hq.till(), hq.till("store-2")
    sale = a_sale(1)
    hq.send(here, sale)
    there.commit(a_return(sale, 1, 2000))
    _store(hq, there)
    looked, go_on = threading.Event(), threading.Event()

    def returned_there(desk: Desk) -> None:
        Projection(hq.clock, hq.secrets).step(desk, desk.streams.get(there.agent_id, there.incarnation))
        looked.set()
        go_on.wait(10)

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(hq.books.write, returned_there)
        looked.wait(10)
        second = threads.submit(hq.send, here, a_return(sale, 2, 2000))
        wait([second], A_MOMENT_S)
        go_on.set()
        first.result(20)
        second.result(20)

    assert hq.alarms() == ["returned_twice"]


def test_closed_books_keep_nobody_waiting(hq: Headquarters) -> None:
    hq.admin.overview()
    hq.books.close()
    hq.books.close()

    for _ in range(6):
        with pytest.raises(RuntimeError):
            hq.admin.overview()
    with pytest.raises(RuntimeError):
        hq.admin.create_store("store-3", "Too late")
