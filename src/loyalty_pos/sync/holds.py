"""``till.ports.Holds`` over HTTP: an answer within 800 ms, whatever the network does (decisions 15).

It must never raise, and never keep the caller longer than its limit.
"""

import logging
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor, wait
from concurrent.futures import TimeoutError as TooLate
from datetime import UTC, datetime, timedelta
from typing import Final

from loyalty_pos.core.problems import BadMessage, CentreRefused, CentreUnreachable
from loyalty_pos.sync.answers import HOLD_S, NOT_SERVED, HoldDesk
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.wire.messages import HoldAnswer, HoldAsk, HoldTake

_BROKEN: Final = 500
_TOO_MANY: Final = 429
_UNREACHED: Final = HoldResult(0, 0, "offline", reached=False)
_log = logging.getLogger(__name__)


class CentreHolds:
    """Asks on threads of its own, because a socket's time limits do not add up to one limit."""

    def __init__(
        self,
        client: HoldDesk,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        cashier: Callable[[], str] = str,
    ) -> None:
        """``now``: the till's own clock, by which it will look whether a hold has ended; ``cashier``: who asks, "" = nobody."""
        self._client = client
        self._now, self._cashier = now, cashier
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="holds")
        self._releasing: list[Future[None]] = []

    def ask(self, op: str, account_id: str, points: int, shown: str = "", card_last4: str = "") -> HoldResult:
        """Return what the centre granted; not reached in time counts as not granted, and its own time limit ends it.

        What was given back before is given back first: another wish for the same points must find them free.
        """
        question = HoldAsk(op, account_id, points, shown, card_last4, self._cashier())
        asked = self._threads.submit(self._ask, question, tuple(self._releasing))
        try:
            return asked.result(HOLD_S)
        except TooLate:
            return _UNREACHED

    def release(self, op: str) -> None:
        """Give a reservation back soon; nobody waits for it, and the centre forgets it after 15 minutes anyway."""
        going_on = [one for one in self._releasing if not one.done()]
        self._releasing = [*going_on, self._threads.submit(self._release, op)]

    def take_over(self, op: str, account_id: str, approved_by: str) -> None:
        """Free what another till holds; within the same limit as a question, and the next question tells what came of it."""
        taking = self._threads.submit(self._take, op, HoldTake(account_id, approved_by))
        wait([taking], HOLD_S)

    def close(self) -> None:
        """Take no more questions; what runs ends within its own time limits."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _ask(self, ask: HoldAsk, before: Collection[Future[None]]) -> HoldResult:
        wait(before)
        asked_at = self._now()
        try:
            answer = self._client.ask_hold(ask)
        except CentreRefused as refusal:
            return HoldResult(0, 0, refusal.reason) if _is_its_word(refusal) else _UNREACHED
        except (CentreUnreachable, BadMessage):
            return _UNREACHED
        if not 0 <= answer.granted <= ask.points or answer.available < 0:
            return _UNREACHED  # no centre of ours says that
        return HoldResult(
            answer.granted,
            answer.available,
            answer.reason,
            until=_until(answer, asked_at),
            held=answer.held,
            held_op=answer.held_op,
            held_till=answer.held_till,
        )

    def _take(self, op: str, take: HoldTake) -> None:
        try:
            self._client.take_hold(op, take)
        except (CentreUnreachable, CentreRefused, BadMessage) as problem:
            _log.warning("holds.not_taken %s", problem)

    def _release(self, op: str) -> None:
        try:
            self._client.release_hold(op)
        except (CentreUnreachable, CentreRefused, BadMessage):
            return


def _is_its_word(refusal: CentreRefused) -> bool:
    """Tell whether the centre has decided: one that is full or broken, or what stands before it, has said nothing."""
    return refusal.status < _BROKEN and refusal.reason != NOT_SERVED and refusal.status != _TOO_MANY


def _until(answer: HoldAnswer, asked_at: datetime) -> datetime | None:
    """Return when the hold ends by this machine's clock: the centre's clock may say something else altogether."""
    if not answer.expires_us or not answer.server_us:
        return None
    return asked_at + timedelta(microseconds=answer.expires_us - answer.server_us)
