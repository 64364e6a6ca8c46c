"""Vouchers by their codes, as the centre last told them; what this till did since comes from its journal.

No code stands in the cache, only keyed hashes. Must never wait for the network.
"""

from collections.abc import Callable
from typing import Final

from loyalty_pos.core.coupons.codes import compact
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.storage.database import Connection, Database
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import VoucherRow

_BY_KEY: Final = "SELECT row FROM voucher WHERE key = ?"
_KINDS: Final = {kind.value: kind for kind in VoucherKind}
_STATES: Final = {state.value: state for state in VoucherState}


class TillVouchers:
    """``ports.Vouchers`` on the cache. ``lookup_key_of`` raises ``NotEnrolled`` before enrolment."""

    def __init__(self, database: Database, lookup_key_of: Callable[[], bytes]) -> None:
        self._reader = database.reader()
        self._key = lookup_key_of

    def by_code(self, code: str) -> Voucher | None:
        """Return the voucher of a typed or scanned code, None where nobody knows it."""
        return self.by_key(lookup_key("voucher", compact(code), self._key()))

    def by_key(self, key: int) -> Voucher | None:
        """Return the voucher of a keyed hash; one of a newer program's kind is none."""
        row = self._reader.row(_BY_KEY, (key,))
        return _voucher(key, decode(row[0], VoucherRow)) if row else None


def take_voucher(connection: Connection, key: str, row: bytes) -> None:
    """Keep one row of the feed, or forget it."""
    if not row:
        connection.execute("DELETE FROM voucher WHERE key = ?", (int(key),))
        return
    decode(row, VoucherRow)
    connection.execute("INSERT OR REPLACE INTO voucher VALUES (?, ?)", (int(key), row))


def _voucher(key: int, row: VoucherRow) -> Voucher | None:
    if row.kind not in _KINDS:
        return None
    return Voucher(
        key=key,
        kind=_KINDS[row.kind],
        series=row.series,
        # a state newer than this program must not give anything away
        state=_STATES.get(row.state, VoucherState.BLOCKED),
        value_minor=row.value_minor,
        rest_minor=row.rest_minor,
        uses_left=row.uses_left,
        since_us=row.since_us,
        until_us=row.until_us,
        account_id=row.account_id,
        last4=row.last4,
    )
