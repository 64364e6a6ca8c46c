"""The till's own files fail while it talks to the centre: the conversation goes on when they are well again."""

import time
from collections.abc import Callable

from loyalty_pos.core.problems import StorageBusy, SyncFailed
from loyalty_pos.sync.ports import SyncState
from loyalty_pos.sync.worker import SyncWorker
from loyalty_pos.wire.messages import Changes
from tests.integration.centre.conftest import OpenTill


def failing(counts: Callable[[], int], times: int) -> Callable[[], int]:
    """Return the count of what waits, behind a file that is busy for the first questions."""
    left = [times]

    def waiting() -> int:
        if left[0]:
            left[0] -= 1
            raise StorageBusy(path="journal.db")
        return counts()

    return waiting


def test_a_journal_that_cannot_be_asked_what_waits_does_not_end_the_conversation(open_till: OpenTill) -> None:
    till = open_till()
    files = till.counter.files
    till.counter.sell(1)
    waiting = failing(lambda: files.journal.queue().waiting, 1)
    worker = SyncWorker(till.client, files.outbox, files.feed, waiting=waiting)

    assert worker.run_once().online
    till.counter.sell(2)
    assert worker.run_once().waiting == 0
    assert files.journal.queue().waiting == 0


def test_an_error_of_the_program_does_not_end_the_exchange_for_ever(open_till: OpenTill) -> None:
    till = open_till()
    files = till.counter.files
    seen: list[SyncState] = []

    class Stumbling:
        """The feed, with an error of ours at the first page; whoever listens stumbles too."""

        pages = 0

        def cursor(self) -> str:
            return files.feed.cursor()

        def apply(self, changes: Changes) -> None:
            self.pages += 1
            if self.pages == 1:
                raise IndexError
            files.feed.apply(changes)

    def listener(state: SyncState) -> None:
        seen.append(state)
        raise IndexError

    till.counter.sell(1)
    feed = Stumbling()
    waiting = files.journal.queue
    worker = SyncWorker(till.client, files.outbox, feed, waiting=lambda: waiting().waiting, listener=listener)
    worker.start()
    end = time.monotonic() + 20
    while feed.pages < 2:
        worker.try_now()
        assert time.monotonic() < end, "the exchange has ended"
        time.sleep(0.05)
    worker.stop()

    problems = [state.problem for state in seen if state.problem is not None]
    assert [type(problem) for problem in problems] == [SyncFailed]
    assert seen[-1].problem is None
