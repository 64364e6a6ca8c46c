"""Coupons and certificates that are one member's own, as far as this till knows: what may be used now or later."""

from dataclasses import dataclass

from loyalty_pos.core.programme import Programme
from loyalty_pos.core.vouchers.coupons import offer_of, series_of
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.till.world import TillWorld

_SHOWN = frozenset({VoucherKind.CERTIFICATE, VoucherKind.COUPON})


@dataclass(frozen=True, slots=True)
class OwnVoucher:
    """``name``: what it gives, in the programme's words; ``last4`` of its code; times in UTC microseconds, 0 = open.

    ``rest_minor``: money left on a certificate, 0 for a coupon.
    """

    name: str
    last4: str
    since_us: int
    until_us: int
    rest_minor: int = 0


def vouchers_of(world: TillWorld, account_id: str) -> tuple[OwnVoucher, ...]:
    """Return what the member may use, what ends soonest first; a code is never known here, it has to be shown."""
    programme, now_us = world.programmes.current().programme, world.now_us()
    good = [one for one in world.vouchers.of_member(account_id) if _is_good(one, now_us)]
    good.sort(key=lambda one: (not one.until_us, one.until_us, one.key))
    return tuple(
        OwnVoucher(_name(one, programme), one.last4, one.since_us, one.until_us, one.rest_minor)
        for one in good
    )


def _is_good(voucher: Voucher, now_us: int) -> bool:
    left = voucher.rest_minor if voucher.kind is VoucherKind.CERTIFICATE else voucher.uses_left
    over = bool(voucher.until_us) and voucher.until_us <= now_us
    return voucher.kind in _SHOWN and voucher.state is VoucherState.ACTIVE and left > 0 and not over


def _name(voucher: Voucher, programme: Programme) -> str:
    if voucher.kind is VoucherKind.CERTIFICATE:
        known = {series.id: series.name for series in programme.certificates}
        return known.get(voucher.series, voucher.series)
    series = series_of(programme, voucher.series)
    offer = offer_of(series, programme) if series else None
    return offer.name if offer else series.name if series else voucher.series
