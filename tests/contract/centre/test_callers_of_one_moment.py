"""Many callers at the same moment: each has a transaction of its own, whoever else shares the disk's answer."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from loyalty_pos.centre.ports import Desk, Unstorable
from loyalty_pos.centre.records import Alarm
from loyalty_pos.core.problems import BadMessage
from tests.fakes.centre import Headquarters

CALLERS = 12


def _keep(hq: Headquarters, number: int) -> str:
    """Put a setting; every third caller is refused afterwards, every fourth one by the database itself."""

    def work(desk: Desk) -> str:
        desk.reference.put_setting("", f"name-{number}", str(number))
        if number % 3 == 0:
            raise BadMessage(reason="refused")
        if number % 4 == 0:
            desk.watch.raise_alarms([Alarm(f"alarm-{number}", "late", "till", "", 2**70)])
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
