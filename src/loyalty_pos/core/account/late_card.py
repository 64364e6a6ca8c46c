"""When a card may still be put to a paid receipt, and by whom (decisions 9). Asked at the till, and once more at the centre."""

from datetime import datetime, timedelta

from loyalty_pos.core.dates import local_day, moment
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.receipt_code import till_digits
from loyalty_pos.core.sale import Sale

_CODE_DIGITS = 4


def is_cashiers(sale: Sale, agent_id: str, at: datetime, zone: str) -> bool:
    """Tell whether a cashier may do it: the receipt is of this till and of the shop's same day."""
    own = sale.code[:_CODE_DIGITS] == till_digits(agent_id)
    return own and local_day(moment(sale.sold_at_us), zone) == local_day(at, zone)


def days_for_cards(programme: Programme) -> int:
    """Return for how many days a receipt takes a card; 0 = the programme gives no points."""
    return programme.accrual.claim_days if programme.accrual else 0


def is_too_late(sale: Sale, at: datetime, programme: Programme) -> bool:
    """Tell whether the programme's days are over."""
    return at - moment(sale.sold_at_us) > timedelta(days=days_for_cards(programme))
