"""One worker thread with a queue; answers come back on the Qt thread. No widget is ever touched elsewhere.

The till has two of these: one for its own book (commits, PINs, drafts, in order), one for the centre, so
that a slow network never stands in front of a sale.
"""

import queue
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

Job = Callable[[], Any]
Then = Callable[[Any], object]
Failed = Callable[[BaseException], object]
_Order = tuple[Job, Then, Failed]


class Background(QObject):
    """Runs jobs one after another. An exception goes to ``failed``, also on the Qt thread."""

    _done = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._stopped = False
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread.start()

    def run(self, job: Job, then: Then, failed: Failed) -> None:
        """Do ``job`` on the worker, then call ``then`` with its result on the Qt thread."""
        self._orders.put((job, then, failed))

    def heard_out(self, within_s: float) -> bool:
        """Wait on another thread until everything ordered so far is done; return whether it was within the time."""
        done = threading.Event()
        self._orders.put((done.set, lambda _: None, lambda _: None))
        return done.wait(within_s)

    def stop(self, wait_s: float = 10.0) -> None:
        """Finish what was ordered and end; a job that hangs longer than ``wait_s`` is left behind.

        Answers that were not delivered by now are dropped: whoever waited for them is being closed.
        """
        self._orders.put(None)
        self._thread.join(wait_s)
        self._stopped = True

    def _work(self) -> None:
        while (order := self._orders.get()) is not None:
            job, then, failed = order
            try:
                result = job()
            except BaseException as error:  # noqa: BLE001 - whatever it is, it is told on the Qt thread
                self._done.emit(_Answer(failed, error))
            else:
                self._done.emit(_Answer(then, result))

    def _deliver(self, answer: "_Answer") -> None:
        if not self._stopped:
            answer.call(answer.value)


class _Answer:
    """A call to make on the Qt thread."""

    def __init__(self, call: Callable[[Any], object], value: object) -> None:
        self.call = call
        self.value = value


class Bridge(QObject):
    """Carries one kind of news from any thread to the Qt thread: ``tell`` anywhere, ``heard`` here."""

    heard = Signal(object)
    _told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._told.connect(self.heard, Qt.ConnectionType.QueuedConnection)

    def tell(self, news: object) -> None:
        """Tell something from any thread; it is heard when the Qt thread is free."""
        self._told.emit(news)
