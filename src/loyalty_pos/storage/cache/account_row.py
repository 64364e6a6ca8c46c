"""An account as the cache keeps it: values without names, a third of the bytes, so that more members stay in memory."""

from datetime import date
from functools import lru_cache

import msgspec

from loyalty_pos.core.dates import moment
from loyalty_pos.core.member import ClubMembership, Lot, LotKind
from loyalty_pos.wire.rows import AccountRow, ProgressRow

_day = lru_cache(4096)(moment)
"""Lots begin and end at starts of days: the same few moments in thousands of accounts."""

_KINDS = {kind.value: kind for kind in LotKind}


class KeptLot(msgspec.Struct, frozen=True, array_like=True):
    """See ``wire.rows.LotRow``."""

    id: str
    kind: str
    amount: int
    remaining: int
    held: int
    activate_us: int
    expire_us: int
    spend_scope: str = ""

    def lot(self) -> Lot:
        """Return the lot; a kind newer than this program is treated like bought points."""
        return Lot(
            self.id,
            _KINDS.get(self.kind, LotKind.BASE),
            self.amount,
            self.remaining,
            _day(self.activate_us),
            _day(self.expire_us) if self.expire_us else None,
            self.held,
            self.spend_scope,
        )


class KeptAccount(msgspec.Struct, frozen=True, array_like=True):
    """See ``wire.rows.AccountRow``; the id stands beside it.

    ``projected``: the row contains this till's events of ``incarnation`` up to here, 0 = as far as the whole cache.
    """

    name: str = ""
    phone_masked: str = ""
    tier_id: str = ""
    spend_minor: int = 0
    visits: int = 0
    debt: int = 0
    staff_id: str = ""
    verified: bool = True
    blocked: bool = False
    birthday_window: bool = False
    lots: tuple[KeptLot, ...] = ()
    incarnation: str = ""
    projected: int = 0
    progress: ProgressRow | None = None
    reserved: int = 0
    stores: tuple[str, ...] = ()
    online_only: bool = False

    @property
    def tier_since(self) -> date | None:
        """Day on which the tier was last earned."""
        ordinal = self.progress.tier_since if self.progress else 0
        return date.fromordinal(ordinal) if ordinal else None

    @property
    def clubs(self) -> tuple[ClubMembership, ...]:
        """Clubs that were joined, also those that are over."""
        return tuple(
            ClubMembership(
                club_id,
                moment(since_us),
                moment(until_us) if until_us else None,
                moment(paused_us) if paused_us else None,
            )
            for club_id, since_us, until_us, paused_us in (self.progress.clubs if self.progress else ())
        )


NOTHING_TOLD = KeptAccount()
"""Of an account that is only known from a card so far."""

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(KeptAccount)


def kept(row: AccountRow, incarnation: str = "", projected: int = 0) -> bytes:
    """Return the bytes to keep; see ``KeptAccount`` for what the row contains beyond the cache."""
    lots = tuple(
        KeptLot(
            lot.id,
            lot.kind,
            lot.amount,
            lot.remaining,
            lot.held,
            lot.activate_us,
            lot.expire_us,
            lot.spend_scope,
        )
        for lot in row.lots
    )
    return _encoder.encode(
        KeptAccount(
            row.name,
            row.phone_masked,
            row.tier_id,
            row.spend_minor,
            row.visits,
            row.debt,
            row.staff_id,
            row.verified,
            row.blocked,
            row.birthday_window,
            lots,
            incarnation,
            projected,
            row.progress,
            row.reserved,
            tuple(row.stores),
            row.online_only,
        )
    )


def nameless(data: bytes) -> bytes:
    """Return kept bytes without the name and the phone."""
    return _encoder.encode(msgspec.structs.replace(_decoder.decode(data), name="", phone_masked=""))


def told(data: bytes) -> KeptAccount:
    """Return the account of kept bytes; none = nothing told yet."""
    return _decoder.decode(data) if data else NOTHING_TOLD
