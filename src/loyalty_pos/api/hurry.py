"""A connection whose head does not come in time is closed: nobody holds the centre's doors by dripping letters.

It must never end a connection in the middle of a question whose head is there: bodies have a time of their own.
"""

import asyncio
from typing import Final

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_S: Final = 10.0
"""So long the head of a question may take, from the first byte or from the connection's beginning."""
MAX_HEAD_BYTES: Final = 32 * 1024


class HurriedProtocol(H11Protocol):
    """uvicorn's own, with a time for each head."""

    _hurry: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to count."""
        super().connection_made(transport)
        self._begin()

    def data_received(self, data: bytes) -> None:
        """Count on while a head is not whole, stop when it is."""
        super().data_received(data)
        if self._waits_for_a_head():
            self._begin()
        else:
            self._end()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count no more."""
        self._end()
        super().connection_lost(exc)

    def _begin(self) -> None:
        if self._hurry is None:
            self._hurry = self.loop.call_later(HEAD_S, self._close)

    def _end(self) -> None:
        if self._hurry is not None:
            self._hurry.cancel()
            self._hurry = None

    def _close(self) -> None:
        self._hurry = None
        if self._waits_for_a_head():
            self.transport.close()

    def _waits_for_a_head(self) -> bool:
        return bool(getattr(self.cycle, "response_complete", True))  # there is none before the first head
