"""The ledger: accounts, their lots, holds and entries. Entries are only ever inserted."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from loyalty_pos.centre.records import Account, Booked, Head, HoldRecord
from loyalty_pos.centre.rows import club_times
from loyalty_pos.core.dates import micros, moment
from loyalty_pos.core.ledger import AccountState, Entry, EntryKind, Hold
from loyalty_pos.core.member import ClubMembership, Lot, LotKind
from loyalty_pos.core.points import LotMove
from loyalty_pos.storage.centre.database import PAIRS, Row, Sql, first, pairs_text
from loyalty_pos.wire.messages import Posting

_HEADS: Final = (
    "SELECT account_id, granted_tier, tier_id, staff_id, verified, blocked, shown_name, phone_masked, version, "
    "head_hash, debt, spend_minor, visits, progress, set_aside, habits FROM account WHERE account_id = ANY($1) "
    "ORDER BY account_id FOR UPDATE"
)
_LOTS: Final = (
    "SELECT account_id, lot_id, kind, amount, remaining, activate_us, expire_us, held, spend_scope FROM lot "
    "WHERE account_id = ANY($1) AND (remaining > 0 OR account_id = ANY($2)) ORDER BY account_id, lot_id"
)
_HOLDS: Final = (
    "SELECT account_id, op, moves, until_us FROM hold WHERE account_id = ANY($1) AND state = 'open' "
    "ORDER BY account_id, op"
)
_ENTRY: Final = (
    "SELECT entry_id, kind, account_id, amount, occurred_us, event_id, sale_id, operation, moves, opened, debt, "
    "until_us, position, hash, store_id, receipt_code, recorded_us FROM entry "
)
_PUT_ACCOUNT: Final = (
    "INSERT INTO account (account_id, granted_tier, tier_id, staff_id, verified, blocked, shown_name, "
    "phone_masked, version, head_hash, debt, spend_minor, visits, progress, set_aside, home, habits) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT (account_id) DO UPDATE SET "
    "granted_tier = excluded.granted_tier, tier_id = excluded.tier_id, staff_id = excluded.staff_id, "
    "verified = excluded.verified, blocked = excluded.blocked, shown_name = excluded.shown_name, "
    "phone_masked = excluded.phone_masked, version = excluded.version, head_hash = excluded.head_hash, "
    "debt = excluded.debt, spend_minor = excluded.spend_minor, visits = excluded.visits, "
    "progress = excluded.progress, set_aside = excluded.set_aside, home = excluded.home, habits = excluded.habits"
)
_PUT_LOT: Final = (
    "INSERT INTO lot (account_id, lot_id, kind, amount, remaining, held, activate_us, expire_us, spend_scope) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (account_id, lot_id) DO UPDATE SET "
    "remaining = excluded.remaining, held = excluded.held, activate_us = excluded.activate_us, "
    "expire_us = excluded.expire_us"
)
_ADD_ENTRY: Final = (
    "INSERT INTO entry (account_id, entry_id, position, kind, amount, debt, occurred_us, recorded_us, event_id, "
    "store_id, sale_id, receipt_code, operation, until_us, moves, opened, hash) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"
)


class SqlAccounts:
    """Implements ``centre.ports.Accounts``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def load(self, account_ids: Collection[str], *, all_lots: Collection[str] = ()) -> dict[str, Account]:
        """Return the accounts that exist, locked in the order of their ids."""
        ids = list(account_ids)
        if not ids:
            return {}
        lots: dict[str, list[Lot]] = defaultdict(list)
        holds: dict[str, list[Hold]] = defaultdict(list)
        heads = self._sql.rows(_HEADS, ids)
        for row in self._sql.rows(_LOTS, ids, list(all_lots)):
            lots[row[0]].append(_lot(row[1:]))
        for account_id, op, moves, until_us in self._sql.rows(_HOLDS, ids):
            holds[account_id].append(Hold(op, _moves(moves), moment(until_us)))
        return {row[0]: _account(row, lots[row[0]], holds[row[0]]) for row in heads}

    def save(
        self, accounts: Sequence[Account], lots: Sequence[tuple[str, Lot]], booked: Sequence[Booked]
    ) -> None:
        """Store heads and lots, add entries; an entry id that is there already fails the transaction."""
        self._sql.many(_PUT_ACCOUNT, [_account_row(account) for account in accounts])
        self._sql.many(_PUT_LOT, [_lot_row(account_id, lot) for account_id, lot in lots])
        self._sql.many(_ADD_ENTRY, [_entry_row(b) for b in booked])

    def entries_of_sales(self, pairs: Collection[tuple[str, str]]) -> list[Entry]:
        """Return entries of (account, sale) pairs in the order of the account's book."""
        if not pairs:
            return []
        rows = self._sql.rows(
            f"{_ENTRY} WHERE (account_id, sale_id) IN {PAIRS} ORDER BY account_id, position",
            pairs_text(pairs),
        )
        return [_booked(row).entry for row in rows]

    def entries(self, account_id: str) -> list[Booked]:
        """Return the whole book of one account."""
        return [
            _booked(row)
            for row in self._sql.rows(_ENTRY + "WHERE account_id = $1 ORDER BY position", account_id)
        ]

    def page(self, after: str, limit: int) -> list[str]:
        """Return account ids in order."""
        rows = self._sql.rows(
            "SELECT account_id FROM account WHERE account_id > $1 ORDER BY account_id LIMIT $2", after, limit
        )
        return [row[0] for row in rows]

    def ended(self, at_us: int, after: str, limit: int) -> list[str]:
        """Return accounts with points in lots that have ended, in the order of ids."""
        rows = self._sql.rows(
            "SELECT DISTINCT account_id FROM lot WHERE remaining > 0 AND expire_us > 0 AND expire_us <= $1 "
            "AND account_id > $2 ORDER BY account_id LIMIT $3",
            at_us,
            after,
            limit,
        )
        return [row[0] for row in rows]

    def booked_points(self, account_ids: Collection[str]) -> dict[str, int]:
        """Return what the entries add up to, memos left out."""
        rows = self._sql.rows(
            "SELECT account_id, CAST(SUM(amount) AS BIGINT) FROM entry WHERE account_id = ANY($1) AND kind "
            "NOT IN ('hold', 'hold_release', 'activation', 'debt_repaid') GROUP BY account_id",
            list(account_ids),
        )
        return {row[0]: row[1] for row in rows}

    def history(self, account_id: str, limit: int) -> list[Posting]:
        """Return the newest postings, without memos of holds."""
        rows = self._sql.rows(
            "SELECT e.occurred_us, e.kind, e.amount, COALESCE(s.name, ''), e.receipt_code FROM entry e "
            "LEFT JOIN store s ON s.store_id = e.store_id "
            "WHERE e.account_id = $1 AND e.kind NOT IN ('hold', 'hold_release', 'prolonged') ORDER BY e.position DESC LIMIT $2",
            account_id,
            limit,
        )
        return [Posting(*row) for row in rows]


class SqlHolds:
    """Implements ``centre.ports.Holds``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def lock(self, op: str) -> None:
        """Let nobody else ask for this operation or give it back until this transaction ends."""
        self._sql.lock([f"op:{op}"])

    def get(self, op: str) -> HoldRecord | None:
        """Return what is known under an operation; an account's word goes before that of a release alone.

        Where it was given on two accounts (they were one, and are two again), what became of it goes before what ended.
        """
        row = first(
            self._sql.rows(
                "SELECT account_id, op, state, amount, until_us, moves, agent_id, cashier_id FROM hold WHERE op = $1 "
                "ORDER BY account_id = '', CASE state WHEN 'captured' THEN 0 WHEN 'lapsed' THEN 2 ELSE 1 END, "
                "account_id DESC",
                op,
            )
        )
        if row is None:
            return None
        return _hold_record(row)

    def open_of(self, account_id: str) -> list[HoldRecord]:
        """Return the open ones of an account, "" = of all, those that end first in front."""
        rows = self._sql.rows(
            "SELECT account_id, op, state, amount, until_us, moves, agent_id, cashier_id FROM hold WHERE state = 'open' "
            "AND ($1 = '' OR account_id = $1) ORDER BY until_us, op",
            account_id,
        )
        return [_hold_record(row) for row in rows]

    def put(self, holds: Sequence[HoldRecord]) -> None:
        """Add holds, or replace those that are there."""
        self._sql.many(
            "INSERT INTO hold (account_id, op, state, amount, until_us, moves, agent_id, cashier_id) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (account_id, op) DO UPDATE SET "
            "state = excluded.state, amount = excluded.amount, until_us = excluded.until_us, "
            "moves = excluded.moves, agent_id = excluded.agent_id, cashier_id = excluded.cashier_id",
            [
                (
                    h.account_id,
                    h.op,
                    h.state,
                    h.amount,
                    h.until_us,
                    _moves_text(h.moves),
                    h.agent_id,
                    h.cashier_id,
                )
                for h in holds
            ],
        )

    def waiting(self, account_ids: Collection[str], since_us: int) -> set[str]:
        """Return the accounts whose hold may still be sold."""
        rows = self._sql.rows(
            "SELECT DISTINCT account_id FROM hold WHERE account_id = ANY($1) AND state IN ('open', 'lapsed') "
            "AND until_us > $2",
            list(account_ids),
            since_us,
        )
        return {row[0] for row in rows}

    def prune(self, released_us: int, lapsed_us: int) -> None:
        """Forget operations given back before the one moment, and those whose time was over before the other."""
        self._sql.run("DELETE FROM hold WHERE state = 'released' AND until_us < $1", released_us)
        self._sql.run("DELETE FROM hold WHERE state = 'lapsed' AND until_us < $1", lapsed_us)


# --- rows ---------------------------------------------------------------------------------------------


def _account(row: Row, lots: Iterable[Lot], holds: Iterable[Hold]) -> Account:
    (
        account_id,
        granted,
        tier,
        staff,
        verified,
        blocked,
        name,
        phone,
        version,
        head_hash,
        debt,
        spend,
        visits,
        progress,
        set_aside,
        habits,
    ) = row
    known = (account_id, granted, tier, staff, bool(verified), bool(blocked), name, phone, version, head_hash)
    head = Head(*known, set_aside, *_habits(habits))
    state = AccountState(account_id, tuple(lots), debt, spend, visits, tuple(holds))
    return Account(head, with_progress(state, progress))


def with_progress(state: AccountState, progress: str) -> AccountState:
    """Return the account with what ``progress_text`` wrote of it."""
    months, since, counters, *later = json.loads(progress) if progress else ([], "", [])
    clubs, segments, opted_out = later or ([], [], False)
    return replace(
        state,
        months=tuple((month, spend_minor, count) for month, spend_minor, count in months),
        tier_since=date.fromisoformat(since) if since else None,
        counters=tuple((key, amount) for key, amount in counters),
        clubs=tuple(_club(club) for club in clubs),
        segments=frozenset(segments),
        opted_out=opted_out,
    )


def _account_row(account: Account) -> Row:
    head, state = account.head, account.state
    known = (head.account_id, head.granted_tier, head.tier_id, head.staff_id, int(head.verified))
    shown = (int(head.blocked), head.shown_name, head.phone_masked, head.version, head.head_hash)
    where = (head.set_aside, head.stores[0][0] if head.stores else "", _habits_text(head))
    return (*known, *shown, state.debt, state.spend_minor, state.visits, progress_text(state), *where)


def _habits(text: str) -> tuple[Any, ...]:
    """Return the fields of ``Head`` behind ``set_aside``; nothing of them for whoever bought nothing yet."""
    if not text:
        return ()
    stores, overdrawn, even_us, online_only = json.loads(text)
    return tuple((store, at_us) for store, at_us in stores), tuple(overdrawn), even_us, online_only


def _habits_text(head: Head) -> str:
    told = (head.stores, head.overdrawn, head.even_us, head.online_only)
    return json.dumps(told, separators=(",", ":")) if any(told) else ""


def progress_text(state: AccountState) -> str:
    """Return what tiers with windows, limits, clubs and personal offers look at, "" where there is nothing of it."""
    told = (state.clubs, state.segments, state.opted_out)
    if not any((state.months, state.tier_since, state.counters, *told)):
        return ""
    since = state.tier_since.isoformat() if state.tier_since else ""
    clubs = [club_times(club) for club in state.clubs]
    later = [clubs, sorted(state.segments), state.opted_out] if any(told) else []
    return json.dumps([state.months, since, state.counters, *later], separators=(",", ":"))


def _club(row: list[Any]) -> ClubMembership:
    club_id, since_us, until_us, paused_us = row
    until = moment(until_us) if until_us else None
    return ClubMembership(club_id, moment(since_us), until, moment(paused_us) if paused_us else None)


def _hold_record(row: Row) -> HoldRecord:
    account_id, op, state, amount, until_us, moves, *who = row
    return HoldRecord(account_id, op, state, amount, until_us, _moves(moves), *who)


def _lot(row: Row) -> Lot:
    lot_id, kind, amount, remaining, activate_us, expire_us, held, *scope = row
    expire_at = moment(expire_us) if expire_us else None
    return Lot(lot_id, LotKind(kind), amount, remaining, moment(activate_us), expire_at, held, *scope)


def _lot_row(account_id: str, lot: Lot) -> Row:
    expire_us = micros(lot.expire_at) if lot.expire_at else 0
    life = (micros(lot.activate_at), expire_us)
    return (account_id, lot.id, str(lot.kind), lot.amount, lot.remaining, lot.held, *life, lot.spend_scope)


def _booked(row: Row) -> Booked:
    entry_id, kind, account_id, amount, occurred_us, event_id, sale_id, operation = row[:8]
    moves, opened, debt, until_us, position, digest, store_id, receipt_code, recorded_us = row[8:]
    entry = Entry(
        id=entry_id,
        kind=EntryKind(kind),
        account_id=account_id,
        amount=amount,
        occurred_at=moment(occurred_us),
        event_id=event_id,
        sale_id=sale_id,
        operation=operation,
        moves=_moves(moves),
        opened=tuple(_lot(lot) for lot in json.loads(opened)),
        debt=debt,
        until=moment(until_us) if until_us else None,
    )
    return Booked(entry, position, digest, store_id, receipt_code, recorded_us)


def _entry_row(booked: Booked) -> Row:
    entry = booked.entry
    opened = [_lot_row("", lot) for lot in entry.opened]
    # the order of _lot: id, kind, amount, remaining, activate, expire, held, and who alone takes them
    lots = [(*lot[1:5], *lot[6:8], lot[5], *([lot[8]] if lot[8] else [])) for lot in opened]
    until_us = micros(entry.until) if entry.until else 0
    what = (entry.account_id, entry.id, booked.position, str(entry.kind), entry.amount, entry.debt)
    when = (micros(entry.occurred_at), booked.recorded_us, entry.event_id)
    where = (booked.store_id, entry.sale_id, booked.receipt_code, entry.operation, until_us)
    return (*what, *when, *where, _moves_text(entry.moves), json.dumps(lots), booked.hash)


def _moves(text: str) -> tuple[LotMove, ...]:
    parts: list[list[Any]] = json.loads(text)
    return tuple(LotMove(*part) for part in parts)


def _moves_text(moves: Iterable[LotMove]) -> str:
    return json.dumps([(move.lot_id, move.amount, move.held) for move in moves])
