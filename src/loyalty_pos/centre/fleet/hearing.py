"""What each till says of itself, kept over restarts of the centre: by it a person sees four hundred tills at once.

It must never write for every question: a till asks twice a minute, and its word is news less often.
"""

from typing import Final

from loyalty_pos.centre.machines.records import TillWord
from loyalty_pos.centre.ports import Books, Clock
from loyalty_pos.wire.fleet import read_about

NEWS_US: Final = 20 * 1_000_000
"""So soon another word of the same till is not written."""


class TillWords:
    """Safe from several threads: two words of one moment are both written, and the later one stays."""

    def __init__(self, books: Books, clock: Clock) -> None:
        self._books = books
        self._clock = clock
        self._written: dict[str, int] = {}

    def heard(self, agent_id: str, incarnation: str, about: str) -> None:
        """Keep a till's word; nothing, or what cannot be read, changes nothing."""
        now_us = self._clock.now_us()
        if not about or now_us - self._written.get(agent_id, 0) < NEWS_US or read_about(about) is None:
            return
        self._written[agent_id] = now_us
        word = TillWord(agent_id, incarnation, now_us, about)
        self._books.write(lambda desk: desk.fleet.put_word(word))
