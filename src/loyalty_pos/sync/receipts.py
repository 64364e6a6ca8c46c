"""``till.other_tills.ports.ReceiptDesk`` over HTTP: an answer within 800 ms or none, whatever the network does.

It must never raise, and never keep the caller longer than its limit.
"""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from typing import Protocol

import msgspec

from loyalty_pos.core.problems import BadMessage, CentreRefused, CentreUnreachable
from loyalty_pos.core.sale import Sale
from loyalty_pos.sync.answers import HOLD_S
from loyalty_pos.till.other_tills.ports import KnownReceipt
from loyalty_pos.wire.receipts import ReceiptAnswer
from loyalty_pos.wire.rows import ReturnedRow


class Answering(Protocol):
    """Who is asked (``CentreClient``)."""

    def receipt(self, code: str) -> ReceiptAnswer: ...


class CentreReceipts:
    """Asks on a thread of its own, because a socket's time limits do not add up to one limit."""

    def __init__(self, client: Answering) -> None:
        self._client = client
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="receipts")

    def ask(self, code: str) -> KnownReceipt | None:
        """Return what the centre knows; None where it does not answer in time, or does not know it (yet)."""
        try:
            return self._threads.submit(self._ask, code).result(HOLD_S)
        except TooLate:
            return None

    def close(self) -> None:
        """Take no more questions; what runs ends within its own time limits."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _ask(self, code: str) -> KnownReceipt | None:
        try:
            answer = self._client.receipt(code)
            sale = msgspec.json.decode(answer.body.encode(), type=Sale) if answer.body else None
        except (CentreUnreachable, CentreRefused, BadMessage, msgspec.MsgspecError):
            return None
        if sale is None or sale.code != code:
            return None
        return KnownReceipt(sale, answer.came_back or ReturnedRow([]))
