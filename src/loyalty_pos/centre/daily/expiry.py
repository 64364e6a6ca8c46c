"""Lots whose life is over are emptied, each once, in the centre's ledger; whatever days were missed are caught up.

It must never take points that a sale may still bring: a sale that was paid from a hold may come days later, and what is
set aside for a till ends when the till gives it back.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.holds import LATE_SALE_US
from loyalty_pos.centre.lent.free import kept
from loyalty_pos.centre.people import derived_id
from loyalty_pos.centre.ports import Desk
from loyalty_pos.core.dates import moment
from loyalty_pos.core.ledger import AccountState, EntryKind, Posting
from loyalty_pos.core.member import Lot
from loyalty_pos.core.points import is_expired
from loyalty_pos.core.posting import apply_expiry


def end_lots(desk: Desk, now_us: int, account_ids: Sequence[str]) -> dict[str, int]:
    """Empty what has ended in these accounts and tell the tills; return the minor points that are gone, by account."""
    accounts = OpenAccounts(desk, now_us)
    accounts.load(account_ids)
    waiting = desk.holds.waiting(account_ids, now_us - LATE_SALE_US)
    ended: dict[str, int] = {}
    for account_id in account_ids:
        if account_id not in waiting:
            accounts.end_holds(account_id)
            ended[account_id] = _end(accounts, account_id, now_us)
    desk.feed.publish(accounts.save())
    return {account_id: gone for account_id, gone in ended.items() if gone}


def _end(accounts: OpenAccounts, account_id: str, now_us: int) -> int:
    """Empty the lots of one account, one posting for each moment at which lots ended, but what is set aside."""
    gone = 0
    ended = sorted(_ended(accounts.get(account_id).state, moment(now_us)).items())
    keep = kept(accounts.get(account_id), moment(now_us))
    later = sum(_open_to_all(lots) for _, lots in ended)
    for at, lots in ended:
        later -= _open_to_all(lots)  # what ends last is kept first
        # what a lot has ends once, so it makes the ids of the entries, whoever runs this and how often
        event_id = derived_id("expiry", account_id, *sorted(f"{lot.id}:{lot.remaining}" for lot in lots))
        applied = apply_expiry(
            accounts.get(account_id).state, Posting(event_id, at), keep=max(0, keep - later)
        )
        accounts.post(account_id, applied)
        gone -= sum(entry.amount for entry in applied.entries if entry.kind is EntryKind.EXPIRY)
    return gone


def _open_to_all(lots: Sequence[Lot]) -> int:
    return sum(lot.remaining - lot.held for lot in lots if not lot.spend_scope)


def _ended(state: AccountState, now: datetime) -> dict[datetime, list[Lot]]:
    ended: dict[datetime, list[Lot]] = defaultdict(list)
    for lot in state.lots:
        if lot.expire_at is not None and lot.remaining > lot.held and is_expired(lot, now):
            ended[lot.expire_at].append(lot)
    return ended
