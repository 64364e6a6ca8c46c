"""Vouchers by their codes: the centre's last word, carried on by what this till did since (its journal).

No code stands in the cache, only keyed hashes. The same functions do the same at the centre, so nothing jumps when
its next row comes. Must never wait for the network.
"""

from typing import Final

import msgspec

from loyalty_pos.core.coupons.codes import compact
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.combined import NO_PROGRAMME
from loyalty_pos.core.vouchers.deeds import after_facts, keys_of
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.storage.cache.members import OwnDeeds
from loyalty_pos.storage.database import Connection, Database
from loyalty_pos.storage.journal.since import MOST_KEPT
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import VoucherRow

_BY_KEY: Final = (
    "SELECT voucher.row, feed.projected, feed.incarnation FROM feed LEFT JOIN voucher ON voucher.key = ?"
)
_KINDS: Final = {kind.value: kind for kind in VoucherKind}
_STATES: Final = {state.value: state for state in VoucherState}


class KeptVoucher(msgspec.Struct, frozen=True, array_like=True):
    """``projected``: the row contains this till's events of ``incarnation`` up to here, 0 = as far as the whole cache."""

    row: VoucherRow
    incarnation: str = ""
    projected: int = 0


_encoder: Final = msgspec.msgpack.Encoder()
_decoder: Final = msgspec.msgpack.Decoder(KeptVoucher)


class TillVouchers:
    """``ports.Vouchers`` on cache and journal."""

    def __init__(self, database: Database, own: OwnDeeds) -> None:
        self._reader = database.reader()
        self._own = own
        self._given: dict[str, tuple[int, int, frozenset[int]]] = {}

    def by_code(self, code: str) -> Voucher | None:
        """Return the voucher of a typed or scanned code, None where nobody knows it."""
        return self.by_key(lookup_key("voucher", compact(code), self._own.lookup_key()))

    def by_key(self, key: int) -> Voucher | None:
        """Return the voucher of a keyed hash; one of a newer program's kind is none."""
        found = self._reader.row(_BY_KEY, (key,))
        if found is None:
            return None
        data, projected, incarnation = found
        kept = _decoder.decode(data) if data is not None else None
        told = _voucher(key, kept.row) if kept is not None else None
        if kept is not None and told is None:
            return None
        contained = projected if incarnation == self._own.incarnation else 0
        if (
            kept is not None and kept.incarnation == self._own.incarnation
        ):  # the row came before the last page
            contained = max(contained, kept.projected)
        facts = self._own.since.voucher_deeds(key, contained)
        return after_facts(told, facts, key, self._programme()) if facts else told

    def of_member(self, account_id: str) -> list[Voucher]:
        """Return the vouchers that are this member's own, in whatever state they are, with those this till gave since."""
        row = self._reader.row("SELECT projected, incarnation FROM feed")
        assert row is not None, "the feed's own row is always there"
        projected, incarnation = row
        rows = self._reader.rows("SELECT key FROM member_voucher WHERE account = ?", (account_id,))
        keys = {key for (key,) in rows}
        contained = projected if incarnation == self._own.incarnation else 0
        if self._own.since.may_concern(account_id):
            keys |= self._given_since(account_id, contained)
        found = (self.by_key(key) for key in sorted(keys))
        return [voucher for voucher in found if voucher is not None and voucher.account_id == account_id]

    def _given_since(self, account_id: str, projected: int) -> frozenset[int]:
        """Return the keys in an account's own events with seq > ``projected``; each event is read once."""
        begun, seq, keys = self._given.get(account_id, (-1, 0, frozenset[int]()))
        if begun != projected:
            begun, seq, keys = projected, projected, frozenset()
        deeds = self._own.since.deeds(account_id, seq)
        if deeds:
            keys = keys.union(*(keys_of(deed.fact) for deed in deeds))
            if len(self._given) >= MOST_KEPT:
                self._given.clear()
            self._given[account_id] = (begun, deeds[-1].seq, keys)
        return keys

    def _programme(self) -> Programme:
        """Return the programme in force; without one no series is of a single use."""
        try:
            return self._own.programmes.current().programme
        except Problem:
            return NO_PROGRAMME


def take_voucher(connection: Connection, key: str, row: bytes, *, ahead: tuple[str, int]) -> None:
    """Keep one row of the feed, or forget it; ``ahead``: which of this till's events it contains beyond the cache."""
    if not row:
        connection.execute("DELETE FROM voucher WHERE key = ?", (int(key),))
        connection.execute("DELETE FROM member_voucher WHERE key = ?", (int(key),))
        return
    told = decode(row, VoucherRow)
    kept = _encoder.encode(KeptVoucher(told, *ahead))
    connection.execute("INSERT OR REPLACE INTO voucher VALUES (?, ?)", (int(key), kept))
    if told.account_id:
        connection.execute("INSERT OR REPLACE INTO member_voucher VALUES (?, ?)", (int(key), told.account_id))
    else:
        connection.execute("DELETE FROM member_voucher WHERE key = ?", (int(key),))


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
        home=row.home,
        held=row.reserved,
    )
