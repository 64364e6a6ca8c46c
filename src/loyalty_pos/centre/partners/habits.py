"""What a member's earlier orders say: the first one here, the points of this month, how many were confirmed lately (A20).

The tills know the last of these as a counter of the account; it is kept right as days pass.
"""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.partners.finding import programme_now
from loyalty_pos.centre.ports import Books, Desk
from loyalty_pos.core.dates import local_day, moment
from loyalty_pos.core.ledger import Applied
from loyalty_pos.core.partners.rates import Habit
from loyalty_pos.core.partners.records import CashbackOrder, OrderState
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.periods import CONFIRMED_ORDERS

_COUNTED: Final = "orders_counted"
"""Where the centre keeps up to when the counters are right; no setting of a shop."""
_PAGE: Final = 200


def habit_of(desk: Desk, account_id: str, partner_id: str, programme: Programme, at_us: int) -> Habit:
    """Return what is known of a member at this moment."""
    orders = [
        order for order in desk.orders.of_account(account_id, 0) if order.state is not OrderState.REJECTED
    ]
    here = [order for order in orders if order.partner_id == partner_id]
    month = _month(at_us, programme)
    earned = sum(o.points - o.taken_back for o in here if _month(o.ordered_us, programme) == month)
    return Habit(len(here), earned, _confirmed(orders, programme, at_us))


def count_confirmed(
    desk: Desk, accounts: OpenAccounts, account_id: str, programme: Programme, now_us: int
) -> None:
    """Tell the account how many confirmed orders count for it now, where the programme looks at that."""
    if programme.cashback is None or programme.cashback.active is None:
        return
    state = accounts.get(account_id).state
    counted = _confirmed(desk.orders.of_account(account_id, 0), programme, now_us)
    others = tuple(one for one in state.counters if one[0] != CONFIRMED_ORDERS)
    counters = tuple(sorted((*others, (CONFIRMED_ORDERS, counted)))) if counted else others
    if counters != state.counters:
        accounts.post(account_id, Applied(replace(state, counters=counters)))


def recount(books: Books, now_us: int) -> int:
    """Tell the members anew whose confirmed orders came into the window or left it; return how many were looked at."""
    programme = books.read(lambda desk: programme_now(desk, now_us))
    if programme.cashback is None or programme.cashback.active is None:
        return 0
    last = int(books.read(lambda desk: desk.reference.setting("", _COUNTED)) or 0)
    window_us = micros_of(programme)
    ids = books.read(lambda desk: desk.orders.confirmed_accounts(last - window_us - 1, now_us - window_us))
    for first in range(0, len(ids), _PAGE):
        books.write(partial(_recounted, ids=ids[first : first + _PAGE], programme=programme, now_us=now_us))
    if ids or not last:
        books.write(lambda desk: desk.reference.put_setting("", _COUNTED, str(now_us)))
    return len(ids)


def _recounted(desk: Desk, *, ids: list[str], programme: Programme, now_us: int) -> None:
    accounts = OpenAccounts(desk, now_us)
    accounts.load(ids)
    for account_id in ids:
        count_confirmed(desk, accounts, account_id, programme, now_us)
    desk.feed.publish(accounts.save())


def micros_of(programme: Programme) -> int:
    """Return the length of the window of active members, microseconds; 0 = the programme has none."""
    active = programme.cashback.active if programme.cashback else None
    return active.days * int(timedelta(days=1) / timedelta(microseconds=1)) if active else 0


def _confirmed(orders: list[CashbackOrder], programme: Programme, now_us: int) -> int:
    window_us = micros_of(programme)
    return sum(
        order.state is OrderState.CONFIRMED and now_us - window_us < order.decided_us <= now_us
        for order in orders
    )


def _month(at_us: int, programme: Programme) -> tuple[int, int]:
    day = local_day(moment(at_us), programme.zone)
    return day.year, day.month
