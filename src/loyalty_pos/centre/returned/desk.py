"""What tills ask about receipts of other tills, and the keys by which they believe each other's papers."""

from dataclasses import replace
from typing import Final

from loyalty_pos.centre.ports import Books, Clock, Desk
from loyalty_pos.centre.records import Alarm, FeedRow, Till
from loyalty_pos.centre.returned.finding import find_sale, undone_of
from loyalty_pos.centre.rows import device_row, returned_row
from loyalty_pos.core.ids import uuid7
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.sale import Sale
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.receipts import KeyTaken, ReceiptAnswer
from loyalty_pos.wire.rows import ReturnedRow
from loyalty_pos.wire.signing.words import is_key

KEPT_DAYS: Final = 400
"""So long tills are told what came back of a sale; papers are believed for 365 days at most."""
_DAY_MS: Final = 24 * 60 * 60 * 1000
_PAGE: Final = 1_000


class ReceiptDesk:
    """Safe to call from several threads, as every call is a transaction of its own."""

    def __init__(self, books: Books, clock: Clock) -> None:
        self._books = books
        self._clock = clock

    def find(self, code: str) -> ReceiptAnswer:
        """Return the sale of a receipt's code with what came back of it."""
        now_us = self._clock.now_us()

        def look(desk: Desk) -> ReceiptAnswer:
            found = find_sale(desk, code, now_us)
            if found is None:
                return ReceiptAnswer(server_us=now_us)
            event, sale = found
            return ReceiptAnswer(event.body, _came_back(desk, sale), now_us)

        return self._books.read(look)

    def take_key(self, till: Till, device_key: str) -> KeyTaken:
        """Take the key that a till signs with and tell all tills; another one than before is told to a person too.

        Raises ``BadMessage`` for what is no key.
        """
        if not is_key(device_key):
            raise BadMessage(reason="device key")
        now_us = self._clock.now_us()

        def take(desk: Desk) -> None:
            known = desk.tills.till(till.agent_id)
            if known is None or known.device_key == device_key:
                return
            desk.tills.put_key(till.agent_id, device_key)
            desk.feed.publish([device_row(replace(known, device_key=device_key))])
            if is_key(known.device_key):
                alarm_id = f"{till.agent_id}:device_key:{device_key[:16]}"
                desk.watch.raise_alarms(
                    [Alarm(alarm_id, "device_key_changed", till.agent_id, till.agent_id, now_us)]
                )

        self._books.write(take)
        return KeyTaken(now_us)

    def forget_old(self) -> int:
        """Let the tills forget what came back of sales that nobody brings goods of any more; return how many.

        A sale's id begins with its moment, so the old ones come first.
        """
        before_ms = self._clock.now_us() // 1_000 - KEPT_DAYS * _DAY_MS
        oldest_kept, forgotten = uuid7(before_ms, bytes(10)), 0

        def forget(desk: Desk) -> int:
            keys = desk.feed.keys_below("returned", oldest_kept, _PAGE)
            desk.feed.publish([FeedRow("", "returned", key, b"") for key in keys])
            return len(keys)

        while done := self._books.write(forget):
            forgotten += done
        return forgotten

    def tell_keys(self) -> int:
        """Tell the tills of a centre from before keys were told; return how many were missing."""

        def tell(desk: Desk) -> int:
            told = desk.feed.keys_of("device")
            rows = [device_row(till) for till in desk.tills.tills() if till.agent_id not in told]
            desk.feed.publish(rows)
            return len(rows)

        return self._books.write(tell)


def _came_back(desk: Desk, sale: Sale) -> ReturnedRow:
    return decode(returned_row(sale.sale_id, undone_of(desk, sale)).packed, ReturnedRow)
