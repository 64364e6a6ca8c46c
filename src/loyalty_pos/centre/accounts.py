"""Accounts opened for one transaction: postings are collected in memory, then saved and told to the tills at once.

It must never edit what is booked: every change of points is an entry with its place in the account's chain.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from loyalty_pos.centre.lent.free import HIGHEST, free
from loyalty_pos.centre.lent.owing import Owing
from loyalty_pos.centre.people import TOLD, BirthdayWindow
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Account, Booked, FeedRow, Head, HoldRecord
from loyalty_pos.centre.rows import account_row
from loyalty_pos.core.dates import local_day, micros, moment
from loyalty_pos.core.ledger import AccountState, Applied, Entry, Hold, Posting, entry_id
from loyalty_pos.core.member import Lot
from loyalty_pos.core.posting import apply_release
from loyalty_pos.core.programme import Downgrade, Programme
from loyalty_pos.core.programme.tiers import held_after, record_of


def chain_hash(head_hash: str, entry: Entry) -> str:
    """Return the hash of an entry behind its predecessor: SHA-256 over the entry's own facts."""
    moves = ";".join(f"{m.lot_id},{m.amount},{m.held}" for m in entry.moves)
    opened = ";".join(
        f"{lot.id},{lot.amount},{lot.activate_at},{lot.expire_at}{lot.spend_scope and ',' + lot.spend_scope}"
        for lot in entry.opened
    )
    own = (entry.id, entry.kind, entry.amount, entry.debt, entry.occurred_at, entry.event_id, entry.sale_id)
    facts = "|".join(map(str, (*own, entry.operation, moves, opened)))
    return hashlib.sha256(f"{head_hash}|{facts}".encode()).hexdigest()


class OpenAccounts:
    """Accounts by id, created when a fact speaks of one that is not there yet (a till's facts always win)."""

    def __init__(self, desk: Desk, now_us: int) -> None:
        self._desk = desk
        self._now_us = now_us
        self._accounts: dict[str, Account] = {}
        self._before: dict[str, Account] = {}
        self.owing = Owing(desk.debts, now_us)
        self._changed: dict[str, None] = {}
        self._booked: list[Booked] = []
        self._holds: list[HoldRecord] = []

    def load(self, account_ids: Collection[str], *, all_lots: Collection[str] = ()) -> None:
        """Read what is not open yet; ``all_lots`` names accounts whose empty lots are needed too."""
        found = self._desk.accounts.load(account_ids, all_lots=all_lots)
        self._accounts |= found
        self._before |= found

    def find(self, account_id: str) -> Account | None:
        """Return the account if there is one."""
        return self._accounts.get(account_id)

    def get(self, account_id: str) -> Account:
        """Return the account, a new one if there is none."""
        return self._accounts.get(account_id) or Account(Head(account_id), AccountState(account_id))

    def change(self, head: Head) -> None:
        """Replace what is known beside the points."""
        account = self.get(head.account_id)
        self._accounts[head.account_id] = replace(account, head=head)
        self._changed[head.account_id] = None

    def post(self, account_id: str, applied: Applied, *, store_id: str = "", receipt_code: str = "") -> None:
        """Take over the state that a posting leads to, and book its entries in the account's chain."""
        head = self.get(account_id).head
        for entry in applied.entries:
            digest = chain_hash(head.head_hash, entry)
            head = replace(head, version=head.version + 1, head_hash=digest)
            booked = Booked(entry, head.version, digest, store_id, receipt_code, self._now_us)
            self._booked.append(booked)
            self.owing.take(entry, store_id)
        self._accounts[account_id] = Account(head, applied.state)
        self._changed[account_id] = None

    def keep_hold(self, hold: HoldRecord) -> None:
        """Remember what became of an operation."""
        self._holds.append(hold)

    def end_holds(self, account_id: str, *, but: str = "") -> None:
        """Let the holds go whose time is over, ``but`` the one now being captured."""
        for hold in self.get(account_id).state.holds:
            if hold.operation != but and hold.until <= moment(self._now_us):
                self.end_hold(account_id, hold, "lapsed")

    def end_hold(self, account_id: str, hold: Hold, state: str) -> None:
        """Give the points of an open hold back; each time that one is granted ends once, under an id of its own."""
        posting = Posting(entry_id(hold.operation, -micros(hold.until)), moment(self._now_us))
        self.post(account_id, apply_release(self.get(account_id).state, hold.operation, posting))
        record = HoldRecord(account_id, hold.operation, state, hold.amount, micros(hold.until), hold.moves)
        self.keep_hold(record)

    def booked_of_sale(self, account_id: str, sale_id: str) -> list[Entry]:
        """Return what this transaction has booked for one sale so far."""
        return [
            b.entry for b in self._booked if b.entry.account_id == account_id and b.entry.sale_id == sale_id
        ]

    def save(self, *, only_felt: bool = False) -> list[FeedRow]:
        """Write everything that changed; return the rows for the tills.

        ``only_felt``: only points were promised or given back, so only those are told of whom a till may take more or
        less now, by the highest floor right of all leases (docs/why/0026).
        """
        accounts = [self._levelled(account_id) for account_id in self._changed]
        lots = [(a.head.account_id, lot) for a in accounts for lot in self._changed_lots(a.state)]
        self._desk.accounts.save(accounts, lots, self._booked)
        self._desk.holds.put(self._holds)
        self.owing.save()
        highest = int(self._desk.reference.setting("", HIGHEST) or 0) if only_felt and accounts else 0
        told = [account for account in accounts if not only_felt or self._is_felt(account, highest)]
        near = self._near_birthdays() if told else set()
        return [account_row(account, birthday_is_near=account.head.account_id in near) for account in told]

    def _levelled(self, account_id: str) -> Account:
        """Return the account; one that took too much once and owes nothing any more is even from now on."""
        account = self._accounts[account_id]
        if account.head.overdrawn and not account.head.even_us and not account.state.debt:
            account = replace(account, head=replace(account.head, even_us=self._now_us))
            self._accounts[account_id] = account
        return account

    def _is_felt(self, account: Account, highest: int) -> bool:
        before, now = self._before.get(account.head.account_id), moment(self._now_us)
        there, was = max(0, free(account, now)), max(0, free(before, now)) if before else 0
        return min(there, highest) != min(was, highest)

    def fit_tier(self, account_id: str, programme: Programme, at: datetime) -> None:
        """Give the account the tier that its purchases reach now by this programme, or that was given by hand."""
        account = self.get(account_id)
        head, state = account.head, account.state
        if programme.tiers is None:
            tier_id = head.granted_tier
        else:
            keeps = programme.tiers.downgrade is not Downgrade.AT_ONCE
            record = record_of(state, (head.tier_id if keeps else "") or head.granted_tier)
            tier_id, since = held_after(programme.tiers, record, local_day(at, programme.zone))
            if keeps and since and (state.tier_since is None or since > state.tier_since):
                self.post(account_id, Applied(replace(state, tier_since=since)))
        if tier_id != head.tier_id:
            self.change(replace(self.get(account_id).head, tier_id=tier_id))

    def _near_birthdays(self) -> set[str]:
        """Return which of the changed accounts have a birthday that is near, by the window that the tills know."""
        window = BirthdayWindow.read(self._desk.reference.setting("", TOLD) or "") if self._changed else None
        if window is None or not window.days:
            return set()
        birthdays = self._desk.people.birthdays(self._changed)
        return {account_id for account_id, birthday, changed in birthdays if window.holds(birthday, changed)}

    def _changed_lots(self, state: AccountState) -> Sequence[Lot]:
        before = self._before.get(state.account_id)
        known = {lot.id: lot for lot in before.state.lots} if before else {}
        return [lot for lot in state.lots if known.get(lot.id) != lot]
