"""The thread of one scanner on a line that may break: opens it again and again, tells when it comes and goes.

What comes over the line it does not know. It must never end by itself while the till runs.
"""

import threading
from collections.abc import Callable
from typing import Final

from loyalty_pos.till.ports import DeviceStatus

_PAUSES_S: Final = (0.2, 0.5, 1.0, 2.0, 5.0)


class ReadingThread:
    """``session``: opens the line, calls ``online``, reads until ``stopping``; raises ``OSError`` or ``ValueError``
    when the line is not there or breaks. ``on_status`` is called on the thread.
    """

    def __init__(
        self,
        name: str,
        session: Callable[["ReadingThread"], None],
        on_status: Callable[[DeviceStatus], None],
    ) -> None:
        self._name, self._session, self._on_status = name, session, on_status
        self._ending = threading.Event()
        self._online: bool | None = None
        self._tries = 0
        self._thread = threading.Thread(target=self._run, name=f"scanner {name}", daemon=True)

    def start(self) -> None:
        """Begin to read; a scanner that is not there yet is awaited."""
        self._thread.start()

    def stop(self, wait_s: float = 2.0) -> bool:
        """Give the line back; return whether the thread has ended."""
        self._ending.set()
        self._thread.join(wait_s)
        return not self._thread.is_alive()

    def status(self) -> DeviceStatus:
        """Return whether the line is open; ``unknown`` before the first try."""
        state = "unknown" if self._online is None else "ok" if self._online else "offline"
        return DeviceStatus(self._name, state)

    @property
    def stopping(self) -> bool:
        """Somebody wants the line back."""
        return self._ending.is_set()

    def online(self) -> None:
        """The line is open."""
        self._tries = 0
        self._see(online=True)

    def _run(self) -> None:
        while not self.stopping:
            try:
                self._session(self)
            except (
                OSError,
                ValueError,
            ):  # a name that is no port, a device gone while it is opened: ValueError
                self._see(online=False)
                self._ending.wait(_PAUSES_S[min(self._tries, len(_PAUSES_S) - 1)])
                self._tries += 1

    def _see(self, *, online: bool) -> None:
        if online is not self._online:
            self._online = online
            self._on_status(self.status())
