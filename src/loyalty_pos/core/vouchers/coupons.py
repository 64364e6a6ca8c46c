"""Serial coupons: may this one be used, by whom, how often; which one a receipt brings for the next purchase.

A serial acts as the coupon of its series: what it gives is an offer of the programme. Nothing here changes a voucher;
what facts do is ``deeds``. The code that is printed with a receipt follows from the sale and the network's key, so that
a copy of the receipt bears the same one, and nobody without the key can make it up.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import blake2b
from itertools import count
from typing import Final
from zoneinfo import ZoneInfo

from loyalty_pos.core.basket import FiscalMethod
from loyalty_pos.core.coupons.serials import make_serials
from loyalty_pos.core.dates import local_day, micros, moment, start_of_day
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import Standing
from loyalty_pos.core.points import end_of_life
from loyalty_pos.core.problems import (
    CouponNotYet,
    CouponOver,
    Problem,
    SerialBlocked,
    SerialLimit,
    SerialNeedsMember,
    SerialOfAnother,
    SerialOutOfUse,
    SerialUnknown,
    SerialUsed,
)
from loyalty_pos.core.programme import AfterDays, CouponSeries, Programme, Promotion
from loyalty_pos.core.programme.periods import used
from loyalty_pos.core.sale import Issued, IssuedKind, Sale, UsedCode
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState

_LAST: Final = 4


@dataclass(frozen=True, slots=True)
class Serial:
    """A serial coupon on an open receipt, known by the keyed hash of its code."""

    key: int
    series: str
    last4: str = ""


def series_of(programme: Programme, series_id: str) -> CouponSeries | None:
    """Return a series of the programme."""
    return next((series for series in programme.coupon_series if series.id == series_id), None)


def is_for_many(voucher: Voucher, programme: Programme) -> bool:
    """Tell whether the code counts several times: then tills have quotas of it, and no floor right (offline.md 1.6)."""
    series = series_of(programme, voucher.series)
    return voucher.kind is VoucherKind.COUPON and (series is None or series.uses > 1)


def counter_of(series_id: str) -> str:
    """Return the name under which a member's uses of a series are counted."""
    return f"coupon.{series_id}"


def serial_name(programme: Programme, serial: Serial) -> str:
    """Return what people call a serial on a receipt: its series and the end of its code."""
    series = series_of(programme, serial.series)
    return f"{series.name if series else serial.series} …{serial.last4}"


# --- may it be used -----------------------------------------------------------------------------------


def use_refusal(
    voucher: Voucher | None, last4: str, programme: Programme, standing: Standing | None, now: datetime
) -> Problem | None:
    """Return why this serial cannot be used by this member now, None if it can. ``last4``: of the code that was scanned."""
    if voucher is None or voucher.kind is not VoucherKind.COUPON:
        return SerialUnknown(last4=last4)
    series = series_of(programme, voucher.series)
    if series is None:
        return SerialOutOfUse(last4=voucher.last4)
    return (
        _dates(voucher, series, programme.zone, now) or _state(voucher) or _person(voucher, series, standing)
    )


def _dates(voucher: Voucher, series: CouponSeries, zone: str, now: datetime) -> Problem | None:
    since, until = span_of(series, zone)
    since_us, until_us = max(since, voucher.since_us), _earlier(until, voucher.until_us)
    now_us = micros(now)
    if now_us < since_us:
        return CouponNotYet(coupon=series.name, since=_wall(since_us, zone))
    if until_us and now_us >= until_us:
        return CouponOver(coupon=series.name, last=_wall(until_us - 60_000_000, zone))
    return None


def _state(voucher: Voucher) -> Problem | None:
    match voucher.state:
        case VoucherState.BLOCKED | VoucherState.CANCELLED | VoucherState.PRINTED:
            return SerialBlocked(last4=voucher.last4)
        case VoucherState.USED:
            return SerialUsed(last4=voucher.last4)
        case VoucherState.ACTIVE:
            return None if voucher.uses_left > 0 else SerialUsed(last4=voucher.last4)


def _person(voucher: Voucher, series: CouponSeries, standing: Standing | None) -> Problem | None:
    if standing is None:
        alone = not (voucher.account_id or series.personal or series.per_member)
        return None if alone else SerialNeedsMember(last4=voucher.last4)
    if voucher.account_id not in {"", standing.account_id}:
        return SerialOfAnother(last4=voucher.last4)
    if series.per_member and used(standing.counters, counter_of(series.id)) >= series.per_member:
        return SerialLimit(coupon=series.name, times=series.per_member)
    return None


def span_of(series: CouponSeries, zone: str) -> tuple[int, int]:
    """Return from when until when codes of the series hold, UTC microseconds; an end of 0 = open."""
    return _us(series.since, zone), _us(series.until, zone)


def _us(day: date | None, zone: str) -> int:
    return micros(start_of_day(day, zone)) if day is not None else 0


def _earlier(first_us: int, second_us: int) -> int:
    return min(first_us, second_us) if first_us and second_us else first_us or second_us


def _wall(us: int, zone: str) -> datetime:
    return moment(us).astimezone(ZoneInfo(zone)).replace(tzinfo=None)


# --- what a sale used ---------------------------------------------------------------------------------


def with_used(sale: Sale, serials: Iterable[Serial], programme: Programme) -> Sale:
    """Return the sale with the serials that gave something on it; one that gave nothing stays as it was."""
    gave = dict(reversed(sale.coupons))
    codes = tuple(
        UsedCode(str(one.key), one.series, gave[one.series], one.last4)
        for one in serials
        if one.series in gave
    )
    limited = {series.id for series in programme.coupon_series if series.per_member}
    counted = tuple((counter_of(code.series), 1) for code in codes if code.series in limited)
    if not codes:
        return sale
    counted = counted if sale.account_id else ()
    return replace(sale, used_codes=(*sale.used_codes, *codes), counted=(*sale.counted, *counted))


def use_minor(sale: Sale, key: str) -> int:
    """Return what the code with this keyed hash took off the sale: what its rule did, minor units."""
    rules = {code.rule_id for code in sale.used_codes if code.key == key}
    return sum(
        discount.amount_minor
        for line in sale.lines
        for discount in line.discounts
        if discount.rule_id in rules
    )


# --- the one for the next purchase --------------------------------------------------------------------


def with_printed(sale: Sale, programme: Programme, key: bytes, may_have: Callable[[Promotion], bool]) -> Sale:
    """Return the sale with the coupons that its receipt brings. ``key``: the network's; ``may_have``: is the offer for them."""
    issued = tuple(_printed(sale, programme, key, may_have))
    return replace(sale, issued=(*sale.issued, *issued)) if issued else sale


def printed_with(sale: Sale) -> tuple[Issued, ...]:
    """Return the coupons that were printed with the receipt of this sale."""
    return tuple(one for one in sale.issued if one.kind is IssuedKind.COUPON)


def printed_code(sale_id: str, series_id: str, key: bytes) -> str:
    """Return the code of the coupon of a series that is printed with a sale's receipt, always the same one."""
    draws = _drawn(f"{sale_id}\x1f{series_id}", key)
    return next(make_serials(1, "", lambda below: next(draws) * below >> 64))


def offer_of(series: CouponSeries, programme: Programme) -> Promotion | None:
    """Return the offer that a coupon of the series is printed with."""
    named = series.prints.offer if series.prints else ""
    offers = [offer for offer in programme.promotions if offer.coupon == series.id]
    return next((offer for offer in offers if named in {"", offer.id}), None)


def _printed(
    sale: Sale, programme: Programme, key: bytes, may_have: Callable[[Promotion], bool]
) -> Iterator[Issued]:
    sold_at = moment(sale.sold_at_us)
    if not programme.in_force(local_day(sold_at, programme.zone)):
        return
    due = sum(line.net_minor for line in sale.lines if line.fiscal_method != FiscalMethod.ADVANCE)
    for series in programme.coupon_series:
        offer = offer_of(series, programme)
        prints = series.prints
        if (
            prints is None
            or offer is None
            or not prints.is_printed(due, sale.store_id)
            or not may_have(offer)
        ):
            continue
        since_us, until_us = _life(series, sold_at, programme.zone)
        if (series.personal and not sale.account_id) or (until_us and until_us <= since_us):
            continue
        code = printed_code(sale.sale_id, series.id, key)
        yield Issued(
            kind=IssuedKind.COUPON,
            key=str(lookup_key("voucher", code, key)),
            series=series.id,
            since_us=since_us,
            until_us=until_us,
            last4=code[-_LAST:],
        )


def _life(series: CouponSeries, sold_at: datetime, zone: str) -> tuple[int, int]:
    since_us, until_us = span_of(series, zone)
    own = end_of_life(AfterDays(series.life_days), sold_at, zone) if series.life_days else None
    return max(since_us, micros(sold_at)), _earlier(until_us, micros(own) if own else 0)


def _drawn(text: str, key: bytes) -> Iterator[int]:
    """Yield whole numbers of 64 bits that only the network's key can tell in advance."""
    for number in count():
        digest = blake2b(f"{text}\x1f{number}".encode(), digest_size=8, key=key, person=b"coupon").digest()
        yield int.from_bytes(digest)
