"""Serial coupons on the stage: one of a flyer, one that was used, and the one that a large receipt brings."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from loyalty_pos.core.coupons.codes import compact
from loyalty_pos.core.dates import micros
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.programme import BasketAmount, CouponSeries, PercentOff, Programme, Promotion
from loyalty_pos.core.programme.coupons import Prints
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.lab.stage import NOW
from loyalty_pos.lab.stage_vouchers import Staged, StageVouchers

GOOD, USED = "TEA-TEHY-WP3M-DW4AQ", "TEA-EAJA-69TT-M993K"
_NAMES: Final = {
    "ru": ("Осенняя листовка", "Листовка: −5 % на всё", "Спасибо", "300 ₽ на следующую покупку"),
    "en": ("Autumn flyer", "Flyer: 5% off everything", "Thank you", "₽300 off the next purchase"),
}


def with_coupons(programme: Programme, language: str) -> Programme:
    """Return the demo programme with a flyer and a coupon for the next purchase."""
    flyer, off, thanks, next_time = _NAMES[language]
    series = (
        CouponSeries("flyer", flyer),
        CouponSeries("thanks", thanks, life_days=14, prints=Prints(100_000)),
    )
    offers = (
        Promotion("flyer-off", off, PercentOff(500), coupon="flyer"),
        Promotion("next-time", next_time, BasketAmount(30_000, 150_000), coupon="thanks"),
    )
    return replace(programme, promotions=(*programme.promotions, *offers), coupon_series=series)


def tell_coupons(vouchers: StageVouchers) -> StageVouchers:
    """Let the stage know the codes of the flyer."""
    for code, state, uses in ((GOOD, VoucherState.ACTIVE, 1), (USED, VoucherState.USED, 0)):
        key = lookup_key("voucher", compact(code), bytes(32))
        last4 = compact(code)[-4:]
        vouchers.told[key] = Voucher(key, VoucherKind.COUPON, "flyer", state, uses_left=uses, last4=last4)
    until_us = micros(NOW + timedelta(days=12))
    vouchers.told[1] = Voucher(
        1,
        VoucherKind.COUPON,
        "flyer",
        VoucherState.ACTIVE,
        uses_left=1,
        until_us=until_us,
        account_id="maria",
        last4="W7KD",
    )
    return vouchers


def _taken(scene: Staged) -> None:
    scene.at_work()
    scene.filled()
    scene.studio.scan(GOOD)


def _refused(scene: Staged) -> None:
    scene.at_work()
    scene.filled()
    scene.studio.scan(USED)


def _paper(scene: Staged) -> None:
    _taken(scene)
    scene.studio.press("F12", "Ctrl+P")


COUPON_SCENES: Final[Mapping[str, Callable[[Staged], None]]] = {
    "coupon": _taken,
    "coupon-refused": _refused,
    "coupon-paper": _paper,
}
