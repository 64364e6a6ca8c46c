"""Codes of vouchers brought to the centre: for the print house, from an older system, from a partner's own pool.

Only keyed hashes are kept of our own codes; a partner's code must be given to a member one day, so it is kept sealed.
The same codes twice change nothing. It must never log, return or repeat a code.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import ClassVar, Final

from loyalty_pos.centre.offers.in_force import programmes_in_force
from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets
from loyalty_pos.centre.records import PoolCode, VoucherDeed
from loyalty_pos.centre.rows import voucher_row
from loyalty_pos.core.coupons.codes import compact
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.programme import CertificateSeries, CouponSeries
from loyalty_pos.core.vouchers.coupons import span_of
from loyalty_pos.core.vouchers.deeds import What
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState

_CHUNK: Final = 1_000
_LAST: Final = 4
Progress = Callable[[int], None]


class UnknownSeries(Problem):
    """No programme in force has a series of coupons or certificates with this id; ``known``: those that there are."""

    code: ClassVar[str] = "unknown_series"
    series: str
    known: str


class CodeTaken(Problem):
    """A code of the list belongs to something else already; ``last4``: its end. Nothing behind it was brought."""

    code: ClassVar[str] = "code_taken"
    last4: str


@dataclass(frozen=True, slots=True)
class Brought:
    """How many codes were new, and how many were there already."""

    added: int = 0
    same: int = 0


class CodeDesk:
    """What is done with whole lists of codes."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books = books
        self._clock = clock
        self._secrets = secrets

    def of_series(
        self,
        series_id: str,
        codes: Iterable[str],
        *,
        value_minor: int = 0,
        progress: Progress = lambda _: None,
    ) -> Brought:
        """Bring codes of a series of coupons or certificates; ``value_minor``: what certificates are printed with, 0 = open.

        Raises ``UnknownSeries``, ``CodeTaken``.
        """
        series, zone = self._series(series_id)
        if isinstance(series, CouponSeries):
            since_us, until_us = span_of(series, zone)
            like = Voucher(
                0,
                VoucherKind.COUPON,
                series.id,
                VoucherState.ACTIVE,
                uses_left=series.uses,
                since_us=since_us,
                until_us=until_us,
            )
        else:
            like = Voucher(
                0, VoucherKind.CERTIFICATE, series.id, VoucherState.PRINTED, value_minor=value_minor
            )
        return self._bring(like, codes, progress)

    def of_partner(
        self, partner: str, codes: Iterable[str], *, progress: Progress = lambda _: None
    ) -> Brought:
        """Bring codes of a partner's own pool, to be given to members (``pools``). Raises ``CodeTaken``."""
        like = Voucher(0, VoucherKind.PARTNER, partner, VoucherState.ACTIVE, uses_left=1)
        return self._bring(like, codes, progress)

    def counts(self) -> list[tuple[str, str, dict[str, int]]]:
        """Return (id, name, codes by state) of every series of the programmes in force."""

        def work(desk: Desk) -> list[tuple[str, str, dict[str, int]]]:
            found = {one.id: one for one, _ in _all_series(desk, self._clock.now_us())}
            return [(one.id, one.name, desk.vouchers.counts(one.id)) for _, one in sorted(found.items())]

        return self._books.read(work)

    def _series(self, series_id: str) -> tuple[CouponSeries | CertificateSeries, str]:
        known = self._books.read(lambda desk: _all_series(desk, self._clock.now_us()))
        for series, zone in known:
            if series.id == series_id:
                return series, zone
        raise UnknownSeries(series=series_id, known=", ".join(sorted({one.id for one, _ in known})))

    def _bring(self, like: Voucher, codes: Iterable[str], progress: Progress) -> Brought:
        now_us = self._clock.now_us()
        added = same = 0
        left = iter(codes)
        while some := list(islice(left, _CHUNK)):
            pairs = {self._key(code): code for code in some}
            new = self._books.write(partial(_keep, like, pairs, now_us, self._secrets))
            added, same = added + new, same + len(some) - new
            progress(added + same)
        return Brought(added, same)

    def _key(self, code: str) -> int:
        return lookup_key("voucher", compact(code), self._secrets.lookup_key)


def _all_series(desk: Desk, now_us: int) -> Sequence[tuple[CouponSeries | CertificateSeries, str]]:
    programmes = programmes_in_force(desk, now_us)
    coupons: list[tuple[CouponSeries | CertificateSeries, str]] = [
        (one, programme.zone) for programme in programmes for one in programme.coupon_series
    ]
    return coupons + [(one, programme.zone) for programme in programmes for one in programme.certificates]


def _keep(like: Voucher, pairs: dict[int, str], now_us: int, secrets: Secrets, desk: Desk) -> int:
    """Bring a few codes in one transaction; return how many are new."""
    known = desk.vouchers.load(pairs.keys())
    for key, voucher in known.items():
        if (voucher.kind, voucher.series) != (like.kind, like.series):
            raise CodeTaken(last4=compact(pairs[key])[-_LAST:])
    new = [_made(like, key, code) for key, code in sorted(pairs.items()) if key not in known]
    desk.vouchers.put(new)
    if like.kind is VoucherKind.PARTNER:
        desk.pools.add(
            [
                PoolCode(one.key, like.series, secrets.seal_code(pairs[one.key].strip(), one.key))
                for one in new
            ]
        )
        return len(new)  # a till has no use for them
    deeds = [VoucherDeed(f"printed-{one.key}", one.key, What.PRINTED, "", "", "", 0, now_us) for one in new]
    desk.vouchers.add_deeds(deeds)
    desk.feed.publish([voucher_row(one) for one in new])
    return len(new)


def _made(like: Voucher, key: int, code: str) -> Voucher:
    return Voucher(
        key,
        like.kind,
        like.series,
        like.state,
        like.value_minor,
        like.rest_minor,
        like.uses_left,
        like.since_us,
        like.until_us,
        "",
        compact(code)[-_LAST:],
    )
