"""``till.head_office.port.OfficeDesk`` over HTTP: an answer within two seconds or none, whatever the network does.

It must never keep the caller longer than its limit, and raises one thing only: that this person may not know.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from typing import Protocol, TypeVar

from loyalty_pos.core.problems import BadMessage, CentreRefused, CentreUnreachable, NotAllowed
from loyalty_pos.sync.answers import OFFICE_S
from loyalty_pos.wire.office import Exposure, ExposureAsk, Statement, StatementAsk
from loyalty_pos.wire.roles import Permission

_NOT_APPROVED = "not_approved"
T = TypeVar("T")


class Answering(Protocol):
    """Who is asked (``CentreClient``)."""

    def statement(self, ask: StatementAsk) -> Statement: ...

    def exposure(self, ask: ExposureAsk) -> Exposure: ...


class CentreOffice:
    """Asks on a thread of its own, because a socket's time limits do not add up to one limit."""

    def __init__(self, client: Answering) -> None:
        self._client = client
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="office")

    def statement(self, ask: StatementAsk) -> Statement | None:
        """Return where a member's points are and went; None where nobody answers in time."""
        permission = Permission.STATEMENT if ask.present else Permission.BALANCE_SEARCH
        return self._asked(lambda: self._client.statement(ask), permission)

    def exposure(self, ask: ExposureAsk) -> Exposure | None:
        """Return what all tills together may cost; None where nobody answers in time."""
        return self._asked(lambda: self._client.exposure(ask), Permission.EXPOSURE)

    def close(self) -> None:
        """Take no more questions; what runs ends within its own time limits."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _asked(self, question: Callable[[], T], permission: Permission) -> T | None:
        try:
            return self._threads.submit(question).result(OFFICE_S)
        except CentreRefused as refused:
            if refused.reason == _NOT_APPROVED:
                raise NotAllowed(permission=permission) from refused
            return None
        except (TooLate, CentreUnreachable, BadMessage):
            return None
