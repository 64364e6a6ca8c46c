"""The phases of a price in their order: discounts first, then points, rounding, certificates, accrual.

What an earlier phase took is gone for a later one (domain.md 5.2).
"""

from typing import NamedTuple

from loyalty_pos.core.money import BASIS, spread
from loyalty_pos.core.pricing._accrual import Earned, accrue
from loyalty_pos.core.pricing._basket import apply_baskets, apply_coupons
from loyalty_pos.core.pricing._items import apply_items
from loyalty_pos.core.pricing._points import Redeemed, redeem
from loyalty_pos.core.pricing._receipt import apply_card, cap_discounts, round_receipt
from loyalty_pos.core.pricing._sheet import Sheet

_new = tuple.__new__  # half the time of the named tuple's own constructor


class Settled(NamedTuple):
    """What comes after the discounts, line by line."""

    redeemed: Redeemed
    certificate: list[int]
    earned: Earned


def discount(sheet: Sheet) -> None:
    """Give all discounts: offers on articles, the card, offers on the basket, coupons, and the cap on all of them."""
    compiled = sheet.compiled
    if compiled.items:
        apply_items(sheet)
    apply_card(sheet)
    if compiled.baskets:
        apply_baskets(sheet)
    if compiled.coupons and sheet.context.coupons:
        apply_coupons(sheet)
    if compiled.programme.limits.max_discount_bp < BASIS:
        cap_discounts(sheet)


def settle(sheet: Sheet) -> Settled:
    """Pay with points, round, set certificates off and earn."""
    redeemed = redeem(sheet)
    if sheet.compiled.programme.limits.rounding_step_minor > 1:
        round_receipt(sheet)
    certificate = _certificates(sheet) if sheet.context.certificate_minor else [0] * len(sheet.lines)
    return _new(Settled, (redeemed, certificate, accrue(sheet, redeemed, certificate)))


def _certificates(sheet: Sheet) -> list[int]:
    """Spread certificates over what is due: a prepayment is set off, never a discount (W19, W20)."""
    offered = sheet.context.certificate_minor
    # a certificate is bought with money: lines that sell one are not paid by another
    nets = [0 if line.voucher else net for line, net in zip(sheet.lines, sheet.net, strict=True)]
    shares = spread(min(offered, sum(nets)), nets)
    sheet.explain(
        ("certificate", "certificate", 0, "certificate", sum(shares), (("offered_minor", offered),))
    )
    return shares
