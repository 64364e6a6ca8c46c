"""Cashback, as a programme file says it."""

from loyalty_pos.core.programme.cashback import Active, Cashback, Confirm
from loyalty_pos.core.programme.file._bounds import MOST_BP, MOST_DAYS
from loyalty_pos.core.programme.file._toml_table import Table


def read_cashback(top: Table) -> Cashback | None:
    if not top.has("cashback"):
        return None
    table = top.table("cashback")
    cashback = Cashback(
        confirm=table.choice("confirm", Confirm, Confirm.DAYS),
        days=table.whole("days", 30, high=MOST_DAYS),
        active=_active(table.table("active")) if table.has("active") else None,
        withdraw_minimum=table.whole("withdraw_minimum", 0),
    )
    table.done()
    return cashback


def _active(table: Table) -> Active:
    active = Active(
        orders=table.whole("orders", low=1, high=1_000_000),
        days=table.whole("days", low=1, high=MOST_DAYS),
        bp=table.whole("times_bp", high=MOST_BP),
    )
    table.done()
    return active
