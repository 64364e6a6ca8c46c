"""The till's own files fail while it talks to the centre: the conversation goes on when they are well again."""

from collections.abc import Callable

from loyalty_pos.core.problems import StorageBusy
from loyalty_pos.sync.worker import SyncWorker
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
