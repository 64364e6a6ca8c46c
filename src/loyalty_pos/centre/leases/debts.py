"""Debts of members and certificates in the office: written off by a person or by age, asked for, and trust that comes back.

Every write-off is an entry of the account's book, so that the sums reconcile. It must never touch what no till took
without a person's word: a negative balance brought along, points of goods brought back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.leases.settling import NEAR_US
from loyalty_pos.centre.lent.owing import Owed
from loyalty_pos.centre.lent.records import Debt
from loyalty_pos.centre.partners.finding import programme_now
from loyalty_pos.centre.people import derived_id
from loyalty_pos.centre.ports import Books, Desk
from loyalty_pos.centre.records import VoucherDeed
from loyalty_pos.centre.vouchers.books import OpenVouchers, debt_of
from loyalty_pos.core.dates import moment
from loyalty_pos.core.leases.value import Value, voucher_key, voucher_subject
from loyalty_pos.core.ledger import Book, EntryKind, Posting
from loyalty_pos.core.programme import PointUnit
from loyalty_pos.core.release import DAY_US
from loyalty_pos.core.vouchers.deeds import Move, What, moved

SMALL_POINTS: Final = 50
OLD_DAYS: Final = 180
PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class Forgiven:
    """``points``: minor units written off in so many ``accounts``; ``trusted``: members who may pay offline again.

    ``money_minor``: written off of certificates.
    """

    accounts: int = 0
    points: int = 0
    trusted: int = 0
    money_minor: int = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """When a debt that a till took ends by itself: below so many whole ``points``, after so many ``days``; 0 = never.

    They are the settings ``debt_write_off_points`` and ``debt_write_off_days``; whatever they end says which one it was.
    """

    points: int
    days: int
    unit: PointUnit

    def small(self, value: Value) -> int:
        """Return below what a debt is small: minor point units, or minor units of money."""
        return self.points * (self.unit.scale if value is Value.POINTS else self.unit.value_minor)

    def old_us(self, now_us: int) -> int:
        """Return before when a debt began that is old now."""
        return now_us - self.days * DAY_US if self.days else 0

    def which(self, debts: Sequence[Debt], value: Value) -> str:
        """Return the rule by which these end."""
        if sum(debt.rest for debt in debts) < self.small(value):
            return f"debt_write_off_points={self.points}"
        return f"debt_write_off_days={self.days}"


def write_off(
    desk: Desk, now_us: int, account_id: str, reason: str, *, by_itself: Rules | None = None
) -> int:
    """Write off what an account owes, or by a rule what tills took; return the minor points, 0 = nothing was owed.

    Of a certificate (its subject) the money that was paid and not on it, minor units.
    """
    key = voucher_key(account_id)
    if key is not None:
        return _write_money_off(desk, now_us, key, reason, by_itself)
    accounts = OpenAccounts(desk, now_us)
    accounts.load([account_id])
    account = accounts.find(account_id)
    debts = desk.debts.open_of([account_id])
    chosen = [debt for debt in debts if debt.state == "open" and debt.agent_id] if by_itself else debts
    points = min(sum(debt.rest for debt in chosen), account.state.debt if account else 0)
    if not points:
        return 0
    event_id = derived_id("write-off", *sorted(f"{debt.entry_id}:{debt.rest}" for debt in chosen))
    rule = by_itself.which(chosen, Value.POINTS) if by_itself else ""
    book = Book(accounts.get(account_id).state, Posting(event_id, moment(now_us)), operation=rule)
    book.write(EntryKind.DEBT_WRITE_OFF, points, debt=-points)
    accounts.owing.reason = reason or rule
    accounts.owing.first([debt.entry_id for debt in chosen])
    accounts.post(account_id, book.applied())
    desk.feed.publish(accounts.save())
    return points


def _write_money_off(desk: Desk, now_us: int, key: int, reason: str, by_itself: Rules | None) -> int:
    vouchers = OpenVouchers(desk, now_us)
    vouchers.open([key])
    voucher = vouchers.get(key)
    owed = debt_of(voucher)
    if voucher is None or not owed:
        return 0
    subject = voucher_subject(key)
    debts = desk.debts.open_of([subject])
    deed_id = derived_id("write-off", *sorted(f"{debt.entry_id}:{debt.rest}" for debt in debts))
    deed = VoucherDeed(deed_id, key, What.WRITTEN_OFF, "", "", "", owed, now_us)
    vouchers.put(moved(voucher, Move(key, What.WRITTEN_OFF, voucher.kind, owed)), deed)
    vouchers.owing.reason = reason or (by_itself.which(debts, Value.MONEY) if by_itself else "")
    vouchers.owing.change(Owed(deed_id, subject, -owed, What.WRITTEN_OFF, "", "", "", Value.MONEY))
    desk.feed.publish(vouchers.save())
    return owed


def claim(desk: Desk, account_id: str, reason: str) -> int:
    """Note that somebody asks the member for it, so that it is not written off by itself; return the minor points."""
    key = voucher_key(account_id)
    if key is None:
        desk.accounts.load([account_id])
    else:
        desk.vouchers.load([key])
    debts = [debt for debt in desk.debts.open_of([account_id]) if debt.state == "open"]
    desk.debts.put([replace(debt, state="claimed", reason=reason) for debt in debts])
    return sum(debt.rest for debt in debts)


def forgive(books: Books, now_us: int) -> Forgiven:
    """Write off what is small or old, and trust those again who have been even for long enough."""
    accounts, points = _forgive_due(books, now_us, Value.POINTS)
    _, money = _forgive_due(books, now_us, Value.MONEY)
    return Forgiven(accounts, points, _trust(books, now_us), money)


def _forgive_due(books: Books, now_us: int, value: Value) -> tuple[int, int]:
    """Write off what is due of one kind; return of how many, and how much."""
    count = amount = 0
    rules = books.read(partial(_rules, now_us))
    while ids := books.read(partial(_due, now_us, rules, value)):
        gone = [books.write(partial(_forgiven, now_us, rules, account_id)) for account_id in ids]
        count += sum(map(bool, gone))
        amount += sum(gone)
        if not any(gone):
            break
    return count, amount


def _rules(now_us: int, desk: Desk) -> Rules:
    points = int(desk.reference.setting("", "debt_write_off_points") or SMALL_POINTS)
    days = int(desk.reference.setting("", "debt_write_off_days") or OLD_DAYS)
    return Rules(points, days, programme_now(desk, now_us).unit)


def _due(now_us: int, rules: Rules, value: Value, desk: Desk) -> list[str]:
    return desk.debts.small_or_old(rules.small(value), rules.old_us(now_us), PAGE, value)


def _forgiven(now_us: int, rules: Rules, account_id: str, desk: Desk) -> int:
    return write_off(desk, now_us, account_id, "", by_itself=rules)


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
