"""Reservations of points for one operation: granted if there is enough now, for 15 minutes, once per operation.

A sale that names the operation captures it, also late (decisions 13). It must never grant what is not there (I1).
"""

import uuid
from datetime import timedelta
from typing import Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Account, HoldRecord
from loyalty_pos.core.dates import micros, moment
from loyalty_pos.core.ledger import Posting, entry_id
from loyalty_pos.core.points import available
from loyalty_pos.core.posting import apply_hold, apply_release
from loyalty_pos.core.problems import BadMessage, NotEnoughPoints
from loyalty_pos.wire.messages import HoldAnswer, HoldAsk

LIFE: Final = timedelta(minutes=15)


def ask_hold(desk: Desk, now_us: int, ask: HoldAsk) -> HoldAnswer:
    """Return the answer to an operation; asked again, the same one. Raises BadMessage for an op that is no UUID."""
    check_operation(ask.op)
    accounts = OpenAccounts(desk, now_us)
    accounts.load([ask.account_id])
    account = accounts.find(ask.account_id)
    if account is None:
        return HoldAnswer(ask.op, 0, 0, "unknown_account")
    known = desk.holds.get(ask.op)
    if known is not None:
        return _known_answer(ask, known, account, now_us)
    if account.head.blocked or ask.points <= 0:
        return HoldAnswer(ask.op, 0, _left(account, now_us), "blocked" if account.head.blocked else "nothing")
    accounts.end_holds(ask.account_id)
    answer = _placed(accounts, ask, now_us)
    accounts.save()
    return answer


def _placed(accounts: OpenAccounts, ask: HoldAsk, now_us: int) -> HoldAnswer:
    now = moment(now_us)
    account = accounts.get(ask.account_id)
    try:
        applied = apply_hold(account.state, ask.op, ask.points, now + LIFE, Posting(ask.op, now))
    except NotEnoughPoints as refusal:
        return HoldAnswer(ask.op, 0, refusal.available, refusal.code)
    accounts.post(ask.account_id, applied)
    hold = applied.state.holds[-1]
    until_us = micros(hold.until)
    accounts.keep_hold(HoldRecord(ask.account_id, ask.op, "open", hold.amount, until_us, hold.moves))
    return HoldAnswer(ask.op, hold.amount, _left(accounts.get(ask.account_id), now_us), "", until_us)


def release_hold(desk: Desk, now_us: int, op: str) -> None:
    """Give a hold back; nothing happens where there is none, or where it was used already."""
    check_operation(op)
    known = desk.holds.get(op)
    if known is None or known.state != "open":
        return
    accounts = OpenAccounts(desk, now_us)
    accounts.load([known.account_id])
    state = accounts.get(known.account_id).state
    posting = Posting(entry_id(op, -1), moment(now_us))
    accounts.post(known.account_id, apply_release(state, op, posting))
    accounts.keep_hold(HoldRecord(known.account_id, op, "released"))
    accounts.save()


def check_operation(op: str) -> None:
    """Raise BadMessage unless the operation is a UUID in its one canonical spelling."""
    try:
        canonical = str(uuid.UUID(op))
    except ValueError:
        canonical = ""
    if op != canonical:
        raise BadMessage(reason="op")


def _known_answer(ask: HoldAsk, known: HoldRecord, account: Account, now_us: int) -> HoldAnswer:
    left = _left(account, now_us)
    if known.state != "open":
        return HoldAnswer(ask.op, 0, left, known.state)
    if (known.account_id, known.amount) != (ask.account_id, ask.points):
        return HoldAnswer(ask.op, 0, left, "another_operation")
    return HoldAnswer(ask.op, known.amount, left, "", known.until_us)


def _left(account: Account, now_us: int) -> int:
    return max(0, available(account.state.lots, moment(now_us), account.state.debt))
