"""A thread beside the counter goes on whatever its work raises, and does it once more when it is ended."""

import threading

from loyalty_pos.core.problems import StorageFailing
from loyalty_pos.wiring.keeping.rounds import Rounds


def test_work_that_fails_is_done_again() -> None:
    done, enough = [], threading.Event()

    def work() -> None:
        done.append(threading.current_thread().name)
        if len(done) == 3:
            enough.set()
        raise (StorageFailing(path="journal.db", reason="EIO") if len(done) % 2 else ZeroDivisionError)

    rounds = Rounds("disk", work, every_s=0.001)
    rounds.start()
    assert enough.wait(30)
    rounds.stop()
    assert set(done) == {"disk"}


def test_whoever_ends_it_finds_the_last_work_done() -> None:
    done: list[int] = []
    rounds = Rounds("second-medium", lambda: done.append(1), every_s=3_600)
    rounds.start()
    rounds.stop()
    assert done == [1]


def test_a_disk_that_does_not_answer_holds_nobody_up() -> None:
    hangs = threading.Event()
    rounds = Rounds("second-medium", hangs.wait, every_s=3_600)
    rounds.start()
    rounds.stop(wait_s=0.01)
    hangs.set()
