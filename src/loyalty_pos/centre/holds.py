"""Reservations of points for one operation: granted if there is enough now, for 15 minutes, once per operation.

A sale that names the operation captures it, also late (decisions 13). It must never grant what is not there (I1),
and never block points for an operation that was given back, in whichever order the two arrive.
"""

import uuid
from dataclasses import replace
from typing import Final, NamedTuple

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.kinship.kin import kin_of
from loyalty_pos.centre.lent.free import left_at
from loyalty_pos.centre.partners.finding import programme_now
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Account, HoldRecord
from loyalty_pos.centre.vouchers import holding
from loyalty_pos.core.dates import moment
from loyalty_pos.core.leases.value import voucher_key
from loyalty_pos.core.ledger import Posting, entry_id
from loyalty_pos.core.member import Identified
from loyalty_pos.core.posting import apply_hold
from loyalty_pos.core.problems import BadMessage, NotEnoughPoints, Problem, RedeemByPhoneRefused
from loyalty_pos.core.problems.selling import RedeemByNameRefused
from loyalty_pos.core.programme.partners import scope_at
from loyalty_pos.core.sale import Sale
from loyalty_pos.wire.messages import HoldAnswer, HoldAsk

LIFE_US: Final = 15 * 60 * 1_000_000
LATE_SALE_US: Final = 3 * 24 * 60 * 60 * 1_000_000
"""So long a sale may come behind the end of its hold and find its points unexpired."""
KNOWN_US: Final = 30 * 24 * 60 * 60 * 1_000_000
"""So long a hold that ended unused is known: by it a late sale is told from one that took what nobody gave it."""
_NOT_SHOWN: Final[dict[str, type[Problem]]] = {
    Identified.PHONE: RedeemByPhoneRefused,
    Identified.NAME: RedeemByNameRefused,
}
_LIMITS: Final[dict[str, str]] = {
    Identified.PHONE: "redeem_by_phone_points",
    Identified.NAME: "redeem_by_name_points",
}
"""Settings of a shop: what may be spent by whoever named only that; not set = nothing."""
CODE_GATEWAY: Final = "code_gateway"
_CLOCKS_US: Final = 7 * 24 * 60 * 60 * 1_000_000
"""So far a till's clock may be ahead of ours: its sale looks younger than the hold that it used."""


class Counter(NamedTuple):
    """Who asks: a till of a store; "" = not known."""

    store_id: str = ""
    agent_id: str = ""


def ask_hold(desk: Desk, now_us: int, ask: HoldAsk, counter: Counter = Counter()) -> HoldAnswer:  # noqa: B008 - a value
    """Return the answer to an operation of a till; asked again, the same one, and a new one once its time is over.

    Raises BadMessage for an op that is no UUID.
    """
    check_operation(ask.op)
    desk.holds.lock(ask.op)
    if voucher_key(ask.account_id) is not None:
        return holding.ask_hold(desk, now_us, ask, counter.agent_id)
    ask = HoldAsk(ask.op, _whose(desk, ask), ask.points, ask.shown, ask.card_last4, ask.cashier_id)
    accounts = OpenAccounts(desk, now_us)
    accounts.load([ask.account_id])
    account = accounts.find(ask.account_id)
    if account is None:
        return _refused(ask, "unknown_account", 0, now_us)
    known = desk.holds.get(ask.op)
    if known is not None and not _is_over(known, now_us):
        return _known_answer(ask, known, account, now_us)
    if known is not None and not _is_same(_under_todays_name(desk, known, ask), ask):
        return _refused(ask, "another_operation", _left(account, now_us), now_us)
    most = _most_for(desk, now_us, ask.shown, counter.store_id)
    if reason := _why_not(account, ask) or _too_little_shown(ask, most):
        return _refused(ask, reason, _left(account, now_us), now_us, held=most or 0)
    accounts.end_holds(ask.account_id)
    answer = _placed(accounts, ask, now_us, _scope(desk, now_us, counter.store_id, account), counter.agent_id)
    desk.feed.publish(accounts.save(only_felt=True))
    return answer if answer.granted else held_elsewhere(desk, answer, ask, counter.agent_id)


def _whose(desk: Desk, ask: HoldAsk) -> str:
    """Return the account of which the points are to be held: that of the card, as the sale will be booked."""
    kin = kin_of(desk.joinings, [ask.account_id])
    return kin.now(kin.member(ask.account_id, ask.card_last4) if ask.card_last4 else ask.account_id)


def _under_todays_name(desk: Desk, known: HoldRecord, ask: HoldAsk) -> HoldRecord:
    """Return a hold that ended as one of the account it is asked for now, where the two were one when it was given."""
    if known.account_id in {"", ask.account_id}:
        return known
    kin = kin_of(desk.joinings, [ask.account_id]).of(ask.account_id)
    return replace(known, account_id=ask.account_id) if known.account_id in kin else known


def _why_not(account: Account, ask: HoldAsk) -> str:
    """Return why this account pays nothing at all, "" = it may; a phone that nobody confirmed earns and does not pay."""
    if account.head.blocked:
        return "blocked"
    if not account.head.verified:
        return "unverified"
    return "nothing" if ask.points <= 0 else ""


def _too_little_shown(ask: HoldAsk, most: int | None) -> str:
    return _NOT_SHOWN[ask.shown].code if most is not None and ask.points > most else ""


def shown_too_little(desk: Desk, now_us: int, sale: Sale) -> bool:
    """Tell whether more points paid than what the member showed is good for; asked again, for a till may be changed.

    A code cannot have gone to a phone where the shop has nobody who sends one.
    """
    if not sale.redeemed:
        return False
    if sale.shown == Identified.CODE:
        return not _setting(desk, sale.store_id, CODE_GATEWAY)
    most = _most_for(desk, now_us, sale.shown, sale.store_id)
    return most is not None and sale.redeemed > most


def _setting(desk: Desk, store_id: str, name: str) -> str:
    return desk.reference.setting(store_id, name) or desk.reference.setting("", name) or ""


def _most_for(desk: Desk, now_us: int, shown: str, store_id: str) -> int | None:
    """Return the most points for what the member has shown (minor units), None = no limit: a card, a code, an older till."""
    if shown not in _NOT_SHOWN:
        return None
    text = _setting(desk, store_id, _LIMITS[shown]) or "0"
    redemption = programme_now(desk, now_us, store_id).redemption if shown == Identified.PHONE else None
    return max(int(text), redemption.by_phone if redemption else 0)


def _scope(desk: Desk, now_us: int, store_id: str, account: Account) -> str:
    """Return the partner whose own points this store takes; asked only where the member has such points."""
    if not any(lot.spend_scope for lot in account.state.lots):
        return ""
    return scope_at(programme_now(desk, now_us, store_id).partners, store_id)


def _placed(accounts: OpenAccounts, ask: HoldAsk, now_us: int, partner: str, agent_id: str) -> HoldAnswer:
    now = moment(now_us)
    account = accounts.get(ask.account_id)
    until_us = now_us + LIFE_US
    # an operation may be granted again when its time is over: every time has an id of its own
    posting = Posting(entry_id(ask.op, until_us), now, partner)
    left = _left(account, now_us, partner)
    if ask.points > left:
        return _refused(ask, NotEnoughPoints.code, left, now_us)
    applied = apply_hold(account.state, ask.op, ask.points, moment(until_us), posting)
    accounts.post(ask.account_id, applied)
    hold = applied.state.holds[-1]
    accounts.keep_hold(
        HoldRecord(
            ask.account_id, ask.op, "open", hold.amount, until_us, hold.moves, agent_id, holding.by_whom(ask)
        )
    )
    left = _left(accounts.get(ask.account_id), now_us, partner)
    return HoldAnswer(ask.op, hold.amount, left, "", until_us, now_us)


def held_elsewhere(desk: Desk, answer: HoldAnswer, ask: HoldAsk, agent_id: str) -> HoldAnswer:
    """Return the refusal, and where it helps the hold of another till that a manager may take over."""
    others = [
        hold for hold in desk.holds.open_of(ask.account_id) if hold.agent_id and hold.agent_id != agent_id
    ]
    if answer.reason != NotEnoughPoints.code or not others:
        return answer
    largest = max(others, key=lambda hold: (hold.amount, hold.op))
    till = desk.tills.till(largest.agent_id)
    return HoldAnswer(
        answer.op,
        0,
        answer.available,
        "held_elsewhere",
        server_us=answer.server_us,
        held=largest.amount,
        held_op=largest.op,
        held_till=till.till_no if till else 0,
    )


def release_hold(desk: Desk, now_us: int, op: str, agent_id: str = "") -> None:
    """Give a hold back; one that was used stays used, and one that comes behind its release is not placed.

    Raises BadMessage for a hold that another till than ``agent_id`` placed ("" = a person in the office asks).
    """
    check_operation(op)
    desk.holds.lock(op)
    known = desk.holds.get(op)
    until_us = now_us + LIFE_US
    if known is not None and agent_id and known.agent_id not in {"", agent_id}:
        raise BadMessage(reason="op")
    if known is None:
        desk.holds.put([HoldRecord("", op, "released", until_us=until_us)])
        return
    if voucher_key(known.account_id) is not None:
        holding.release(desk, now_us, known, until_us)
        return
    accounts = OpenAccounts(desk, now_us)
    accounts.load([known.account_id])
    if known.state == "lapsed":
        accounts.keep_hold(replace(known, state="released", until_us=until_us))
    for hold in accounts.get(known.account_id).state.holds:
        if hold.operation == op:
            accounts.end_hold(known.account_id, hold, "released")
    desk.feed.publish(accounts.save(only_felt=True))


def prune_holds(desk: Desk, now_us: int) -> None:
    """Forget the operations that nobody can speak of any more; those of certificates and codes end by their time."""
    holding.lapse_all(desk, now_us)
    desk.holds.prune(now_us - LIFE_US, now_us - KNOWN_US - _CLOCKS_US)


def check_operation(op: str) -> None:
    """Raise BadMessage unless the operation is a UUID in its one canonical spelling."""
    try:
        canonical = str(uuid.UUID(op))
    except ValueError:
        canonical = ""
    if op != canonical:
        raise BadMessage(reason="op")


def _is_over(known: HoldRecord, now_us: int) -> bool:
    return known.state == "lapsed" or (known.state == "open" and known.until_us <= now_us)


def _is_same(known: HoldRecord, ask: HoldAsk) -> bool:
    return (known.account_id, known.amount) == (ask.account_id, ask.points)


def _known_answer(ask: HoldAsk, known: HoldRecord, account: Account, now_us: int) -> HoldAnswer:
    left = _left(account, now_us)
    if known.state != "open":
        return _refused(ask, known.state, left, now_us)
    if not _is_same(known, ask):
        return _refused(ask, "another_operation", left, now_us)
    return HoldAnswer(ask.op, known.amount, left, "", known.until_us, now_us)


def _refused(ask: HoldAsk, reason: str, left: int, now_us: int, held: int = 0) -> HoldAnswer:
    return HoldAnswer(ask.op, 0, left, reason, server_us=now_us, held=held)


def _left(account: Account, now_us: int, partner: str = "") -> int:
    return max(0, left_at(account, moment(now_us), partner))
