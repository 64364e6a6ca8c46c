"""The rows of the basket: goods, and below them the promo codes, each with the same keys. No Qt, no words."""

from loyalty_pos.core.basket import Unit
from loyalty_pos.till.receipt_state import LineView, ReceiptView
from loyalty_pos.till.register import Register


def rows_of(view: ReceiptView) -> tuple[LineView, ...]:
    """Return all rows; promo codes have ids below zero, -1 for the first one."""
    return (*view.lines, *(_coupon_row(view, number) for number in range(len(view.coupons))))


def last_goods(view: ReceiptView) -> int:
    """Return the id of the last goods, 0 where there are none."""
    return view.lines[-1].id if view.lines else 0


def delete_row(register: Register, row: LineView) -> None:
    """Take the goods or the promo code off the receipt. Raises as ``Register.delete_line``."""
    if row.coupon:
        register.take_off_coupon(row.coupon)
    else:
        register.delete_line(row.id, "cashier")


def _coupon_row(view: ReceiptView, number: int) -> LineView:
    coupon = view.coupons[number]
    return LineView(
        id=-1 - number,
        name=coupon.coupon,
        qty_milli=0,
        unit=Unit.PIECE,
        price_minor=0,
        gross_minor=0,
        discount_minor=coupon.amount_minor,
        points_money_minor=0,
        net_minor=0,
        points_hint=0,
        coupon=coupon.coupon,
    )
