"""The round of a day over all accounts, in small transactions, so that no till waits for it.

It may run at any time and any number of times: what is done already is not done again.
"""

import logging
from dataclasses import dataclass
from functools import partial

from loyalty_pos.centre.daily import birthdays, expiry
from loyalty_pos.centre.daily.gifts import post_gifts
from loyalty_pos.centre.holds import prune_holds
from loyalty_pos.centre.leases.debts import forgive
from loyalty_pos.centre.partners.cashback import confirm_due
from loyalty_pos.centre.partners.habits import recount
from loyalty_pos.centre.people import BirthdayWindow
from loyalty_pos.centre.ports import Books, Desk
from loyalty_pos.centre.segments.by_rule import sort_members
from loyalty_pos.centre.vouchers.ending import forfeit_ended

PAGE = 200
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """``points``: minor point units that have ended, in so many ``accounts``; ``birthdays``: members told anew;
    ``orders``: of partners, confirmed because their return window is over; ``segments``: members whose segments
    are others now; ``gifts``: birthday points given without a visit; ``forgiven``: minor points of
    debts that were small or old; ``trusted``: members who may pay with points offline again. In minor units of
    money: ``money_forgiven`` of certificates that were overspent, ``forfeited`` on those that have ended.
    """

    accounts: int = 0
    points: int = 0
    birthdays: int = 0
    orders: int = 0
    segments: int = 0
    gifts: int = 0
    forgiven: int = 0
    trusted: int = 0
    money_forgiven: int = 0
    forfeited: int = 0


def run_round(books: Books, now_us: int) -> Done:
    """Do what the day asks for; one line in the log says what was done."""
    accounts, points = _end_points(books, now_us)
    told = _tell_birthdays(books, now_us)
    gifts = post_gifts(books, now_us)
    books.write(lambda desk: prune_holds(desk, now_us))
    orders = confirm_due(books, now_us)
    recount(books, now_us)
    sorted_anew = sort_members(books, now_us)
    forgiven = forgive(books, now_us)
    _, forfeited = forfeit_ended(books, now_us)
    owing = (forgiven.points, forgiven.trusted, forgiven.money_minor, forfeited)
    done = Done(accounts, points, told, orders, sorted_anew, gifts, *owing)
    if done != Done():
        _log.info(
            "centre.daily accounts=%d points=%d birthdays=%d orders=%d segments=%d gifts=%d forgiven=%d trusted=%d "
            "money_forgiven=%d forfeited=%d",
            accounts,
            points,
            told,
            orders,
            sorted_anew,
            gifts,
            *owing,
        )
    return done


def _end_points(books: Books, now_us: int) -> tuple[int, int]:
    accounts = points = 0
    after = ""
    while ids := books.read(partial(_ended, now_us, after)):
        ended = books.write(partial(expiry.end_lots, now_us=now_us, account_ids=ids))
        accounts += len(ended)
        points += sum(ended.values())
        after = ids[-1]
    return accounts, points


def _ended(now_us: int, after: str, desk: Desk) -> list[str]:
    return desk.accounts.ended(now_us, after, PAGE)


def _tell_birthdays(books: Books, now_us: int) -> int:
    """Tell the members whose flag changes, together with the window by which it is computed from now on."""
    old, new = books.read(lambda desk: (birthdays.told_window(desk), birthdays.window_at(desk, now_us)))
    if old == new:
        return 0
    changed = books.read(partial(_changed, old, new))
    books.write(lambda desk: birthdays.tell(desk, now_us, new, changed))
    return len(changed)


def _changed(old: BirthdayWindow, new: BirthdayWindow, desk: Desk) -> list[str]:
    return birthdays.changed_accounts(desk, old, new)
