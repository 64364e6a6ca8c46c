"""Debts of members in the office: written off by a person or by age, asked for, and trust that comes back.

Every write-off is an entry of the account's book, so that the sums reconcile. It must never touch what no till took
without a person's word: a negative balance brought along, points of goods brought back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.leases.settling import NEAR_US
from loyalty_pos.centre.partners.finding import programme_now
from loyalty_pos.centre.people import derived_id
from loyalty_pos.centre.ports import Books, Desk
from loyalty_pos.core.dates import moment
from loyalty_pos.core.ledger import Book, EntryKind, Posting
from loyalty_pos.core.release import DAY_US

SMALL_POINTS: Final = 50
OLD_DAYS: Final = 180
PAGE: Final = 200
BY_ITSELF: Final = "small or old"


@dataclass(frozen=True, slots=True)
class Forgiven:
    """``points``: minor units written off in so many ``accounts``; ``trusted``: members who may pay offline again."""

    accounts: int = 0
    points: int = 0
    trusted: int = 0


def write_off(desk: Desk, now_us: int, account_id: str, reason: str, *, only_tills: bool = False) -> int:
    """Write off what an account owes, or of it what tills took; return the minor points, 0 = nothing was owed."""
    accounts = OpenAccounts(desk, now_us)
    accounts.load([account_id])
    account = accounts.find(account_id)
    debts = desk.debts.open_of([account_id])
    chosen = [debt for debt in debts if debt.state == "open" and debt.agent_id] if only_tills else debts
    points = min(sum(debt.rest for debt in chosen), account.state.debt if account else 0)
    if not points:
        return 0
    event_id = derived_id("write-off", *sorted(f"{debt.entry_id}:{debt.rest}" for debt in chosen))
    book = Book(accounts.get(account_id).state, Posting(event_id, moment(now_us)))
    book.write(EntryKind.DEBT_WRITE_OFF, points, debt=-points)
    accounts.owing.reason = reason
    accounts.owing.first([debt.entry_id for debt in chosen])
    accounts.post(account_id, book.applied())
    desk.feed.publish(accounts.save())
    return points


def claim(desk: Desk, account_id: str, reason: str) -> int:
    """Note that somebody asks the member for it, so that it is not written off by itself; return the minor points."""
    desk.accounts.load([account_id])
    debts = [debt for debt in desk.debts.open_of([account_id]) if debt.state == "open"]
    desk.debts.put([replace(debt, state="claimed", reason=reason) for debt in debts])
    return sum(debt.rest for debt in debts)


def forgive(books: Books, now_us: int) -> Forgiven:
    """Write off what is small or old, and trust those again who have been even for long enough."""
    accounts = points = 0
    while ids := books.read(partial(_due, now_us)):
        gone = [books.write(partial(_forgiven, now_us, account_id)) for account_id in ids]
        accounts += sum(map(bool, gone))
        points += sum(gone)
        if not any(gone):
            break
    return Forgiven(accounts, points, _trust(books, now_us))


def _due(now_us: int, desk: Desk) -> list[str]:
    points = int(desk.reference.setting("", "debt_write_off_points") or SMALL_POINTS)
    days = int(desk.reference.setting("", "debt_write_off_days") or OLD_DAYS)
    scale = programme_now(desk, now_us).unit.scale
    return desk.debts.small_or_old(points * scale, now_us - days * DAY_US, PAGE)


def _forgiven(now_us: int, account_id: str, desk: Desk) -> int:
    return write_off(desk, now_us, account_id, BY_ITSELF, only_tills=True)


def _trust(books: Books, now_us: int) -> int:
    """Let those pay offline again who owe nothing and have owed nothing for ninety days."""
    trusted, after = 0, ""
    while ids := books.read(partial(_watched, after)):
        trusted += books.write(partial(_trusted, now_us, ids))
        after = ids[-1]
    return trusted


def _watched(after: str, desk: Desk) -> list[str]:
    return desk.set_aside.watched(after, PAGE)


def _trusted(now_us: int, ids: Sequence[str], desk: Desk) -> int:
    accounts = OpenAccounts(desk, now_us)
    accounts.load(ids)
    count = 0
    for account_id in ids:
        account = accounts.get(account_id)
        if not account.state.debt and 0 < account.head.even_us <= now_us - NEAR_US:
            accounts.change(replace(account.head, online_only=False, overdrawn=(), even_us=0))
            count += 1
    desk.feed.publish(accounts.save())
    return count
