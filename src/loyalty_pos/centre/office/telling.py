"""Where a member's points are and went: the account's whole book, what waits, and who may still bring something.

Opening and changes are added up from the entries, what is there now from the lots: the two must meet, and the page says
when they do not. Who may look without the member at the till sees everything; with the member, what concerns the member.
"""

from collections.abc import Sequence
from typing import Final

from loyalty_pos.centre.leases.exposure import exposure
from loyalty_pos.centre.office.allowed import may, require
from loyalty_pos.centre.office.heard import Heard, still_out
from loyalty_pos.centre.partners.refusals import UnknownMember
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Booked, Till
from loyalty_pos.core.dates import micros, moment
from loyalty_pos.core.leases.reserve import reserved
from loyalty_pos.core.ledger import MEMOS, EntryKind
from loyalty_pos.core.statement.sums import sums_of
from loyalty_pos.wire.office import Kept, Silent, Statement, StatementAsk, Told
from loyalty_pos.wire.roles import Permission

MOST: Final = 600
"""Changes that are told; what was before them is the opening balance."""
_UNTOLD: Final = frozenset({EntryKind.HOLD, EntryKind.HOLD_RELEASE, EntryKind.PROLONGED})
"""Memos that only repeat what another line says; what is held now stands apart."""


def statement(desk: Desk, heard: Heard, now_us: int, till: Till, ask: StatementAsk) -> Statement:
    """Return it for a till of this store. Raises ``NotApproved``, ``UnknownMember``."""
    is_inside = may(desk, ask.staff_id, Permission.BALANCE_SEARCH)
    if not is_inside:
        require(desk, ask.staff_id, Permission.STATEMENT)
        if not ask.present:
            require(desk, ask.staff_id, Permission.BALANCE_SEARCH)
    account = desk.accounts.load([ask.account_id]).get(ask.account_id)
    if account is None:
        raise UnknownMember
    names = {store.store_id: store.name for store in desk.tills.stores()}
    opening, older, changes = _told(desk.accounts.entries(ask.account_id), names)
    risk = exposure(desk, now_us, account_id=ask.account_id).cards if is_inside else ()
    silent = [
        (one.store_id, Silent(names.get(one.store_id, ""), one.till_no, seen_us, waiting))
        for one, seen_us, waiting in still_out(desk, heard, now_us)
    ]
    shown = [one for store_id, one in silent if is_inside or store_id == till.store_id]
    cards = desk.members.cards_of([ask.account_id])
    return Statement(
        account_id=ask.account_id,
        name=account.head.shown_name,
        phone_masked=account.head.phone_masked,
        card_last4=cards[0].last4 if cards else "",
        opening=opening,
        changes=changes,
        now=sums_of(account.state.lots, account.state.debt, moment(now_us)),
        older=older,
        held=_held(desk, ask.account_id, names),
        set_aside=_set_aside(desk, ask.account_id, names),
        at_risk=sum(card.worst for card in risk) if is_inside else -1,
        silent=sorted(shown, key=lambda one: (one.seen_us, one.store, one.till_no)),
        silent_elsewhere=len(silent) - len(shown),
        as_of_us=now_us,
        server_us=now_us,
    )


def _told(book: Sequence[Booked], names: dict[str, str]) -> tuple[int, int, list[Told]]:
    """Return the balance before the changes that are told, how many were before, and these, newest first."""
    lines = [booked for booked in book if booked.entry.kind not in _UNTOLD]
    told, before = lines[-MOST:], lines[:-MOST]
    opening = sum(booked.entry.amount for booked in before if booked.entry.kind not in MEMOS)
    return opening, len(before), [_line(booked, names) for booked in reversed(told)]


def _line(booked: Booked, names: dict[str, str]) -> Told:
    entry = booked.entry
    is_memo = entry.kind in MEMOS
    return Told(
        at_us=micros(entry.occurred_at),
        kind=str(entry.kind),
        points=0 if is_memo else entry.amount,
        about=abs(entry.amount) if is_memo else 0,
        debt=0 if is_memo else entry.debt,
        store=names.get(booked.store_id, ""),
        receipt=booked.receipt_code,
        heard_us=booked.recorded_us,
    )


def _held(desk: Desk, account_id: str, names: dict[str, str]) -> list[Kept]:
    kept = []
    for hold in desk.holds.open_of(account_id):
        store, till_no = _place(desk, hold.agent_id, names)
        kept.append(Kept(store, till_no, hold.amount, hold.until_us))
    return kept


def _set_aside(desk: Desk, account_id: str, names: dict[str, str]) -> list[Kept]:
    kept = []
    for (agent_id, _), shares in desk.set_aside.shares([account_id]).get(account_id, {}).items():
        store, till_no = _place(desk, agent_id, names)
        if points := reserved(shares):
            kept.append(Kept(store, till_no, points))
    return kept


def _place(desk: Desk, agent_id: str, names: dict[str, str]) -> tuple[str, int]:
    """Return shop and number of a till, ("", 0) where nobody knows it."""
    till = desk.tills.till(agent_id) if agent_id else None
    return (names.get(till.store_id, ""), till.till_no) if till else ("", 0)
