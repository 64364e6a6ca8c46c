"""A till that asks the centre for certificates and codes that nobody made, again and again: a person is told once a day.

A till of ours stops its cashiers long before (``till.guessing``), so this is a till's key in other hands.
"""

from functools import partial
from typing import Final

from loyalty_pos.centre.ports import Books, Clock, Desk
from loyalty_pos.centre.records import Alarm
from loyalty_pos.core.vouchers.deeds import UNKNOWN_VOUCHERS

_DAY_US: Final = 24 * 3_600 * 1_000_000
_ASKED_HERE: Final = "centre"


class Guessing:
    """What the centre tells of tills that it refused."""

    def __init__(self, books: Books, clock: Clock) -> None:
        self._books, self._clock = books, clock

    def of_vouchers(self, agent_id: str, asked: int) -> None:
        """Tell that a till asked for as many unknown codes as it may; the subject says who, as a till's own line does."""
        now_us = self._clock.now_us()
        name = f"{UNKNOWN_VOUCHERS}:{agent_id}:{now_us // _DAY_US}"
        alarm = Alarm(name, UNKNOWN_VOUCHERS, agent_id, f"{_ASKED_HERE}:{asked}", now_us)
        self._books.write(partial(_raise, alarm))


def _raise(alarm: Alarm, desk: Desk) -> None:
    desk.watch.raise_alarms([alarm])
