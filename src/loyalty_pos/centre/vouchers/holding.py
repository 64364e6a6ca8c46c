"""Reservations of a certificate's money, or of a code's use, for one operation: like those of points (``centre.holds``).

Of a certificate as much is held as is there, because nobody knows yet what the receipt will take. It must never promise
what is promised already.
"""

from dataclasses import replace
from typing import Final

from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import HoldRecord
from loyalty_pos.centre.vouchers.books import OpenVouchers
from loyalty_pos.core.leases.value import voucher_key
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherState
from loyalty_pos.wire.messages import HoldAnswer, HoldAsk

LIFE_US: Final = 15 * 60 * 1_000_000
_LONGEST_ID: Final = 64
"""Letters of a staff id that are kept; no hold fails for the name of who asked."""
UNKNOWN: Final = "unknown_voucher"
"""Why nothing is held of a code that nobody made."""


def ask_hold(desk: Desk, now_us: int, ask: HoldAsk, agent_id: str) -> HoldAnswer:
    """Return the answer to an operation whose lock the caller has; asked again, the same one while it stands."""
    key = voucher_key(ask.account_id)
    assert key is not None, ask
    vouchers = OpenVouchers(desk, now_us)
    vouchers.open([key])
    lapse(desk, vouchers, ask.account_id, now_us)
    voucher, known = vouchers.get(key), desk.holds.get(ask.op)
    if voucher is None:
        return _refused(ask, UNKNOWN, 0, now_us)
    free = max(0, voucher.free)
    if known is not None and known.account_id != ask.account_id:
        return _refused(ask, "another_operation" if known.account_id else known.state, free, now_us)
    if known is not None and known.state == "open":
        return HoldAnswer(ask.op, known.amount, free, "", known.until_us, now_us)
    if known is not None and known.state != "lapsed":
        return _refused(ask, known.state, free, now_us)
    amount = min(ask.points, free)
    if amount <= 0 or voucher.state is not VoucherState.ACTIVE:
        reason = "nothing" if voucher.state is VoucherState.ACTIVE else str(voucher.state)
        return _refused(ask, reason, free, now_us)
    until_us = now_us + LIFE_US
    desk.holds.put([HoldRecord(ask.account_id, ask.op, "open", amount, until_us, (), agent_id, by_whom(ask))])
    vouchers.promise(replace(voucher, held=voucher.held + amount), is_felt=True)
    desk.feed.publish(vouchers.save())
    return HoldAnswer(ask.op, amount, free - amount, "", until_us, now_us)


def by_whom(ask: HoldAsk) -> str:
    """Return who asked, as it is kept; what cannot be a staff id is kept as nobody."""
    return ask.cashier_id[:_LONGEST_ID] if ask.cashier_id.isprintable() else ""


def release(desk: Desk, now_us: int, known: HoldRecord, until_us: int) -> None:
    """Give a hold back whose operation the caller has locked; one that was used stays used."""
    vouchers = OpenVouchers(desk, now_us)
    vouchers.open([key for key in [voucher_key(known.account_id)] if key is not None])
    now = desk.holds.get(known.op)
    if now is None or now.state not in {"open", "lapsed"}:
        return
    _end(desk, vouchers, now, replace(now, state="released", until_us=until_us))
    desk.feed.publish(vouchers.save())


def captured(desk: Desk, vouchers: OpenVouchers, subject: str, op: str) -> None:
    """End the hold of an operation because its sale is here; one that was never asked for can be asked no more."""
    known = desk.holds.get(op)
    if known is not None and known.account_id not in {subject, ""}:
        return  # a till that names another's operation gets nothing by it
    held = known or HoldRecord(subject, op, "captured")
    _end(desk, vouchers, held, replace(held, account_id=subject, state="captured"))


def lapse(desk: Desk, vouchers: OpenVouchers, subject: str, now_us: int) -> None:
    """Let the holds of a certificate or a code go whose time is over; a late sale may still name them."""
    for hold in desk.holds.open_of(subject):
        if hold.until_us <= now_us:
            _end(desk, vouchers, hold, replace(hold, state="lapsed"))


def lapse_all(desk: Desk, now_us: int) -> None:
    """The same for all of them; once a day."""
    over = [hold for hold in desk.holds.open_of("") if hold.until_us <= now_us]
    keys = {hold.account_id: key for hold in over if (key := voucher_key(hold.account_id)) is not None}
    vouchers = OpenVouchers(desk, now_us)
    vouchers.open(keys.values())
    for subject in keys:
        lapse(desk, vouchers, subject, now_us)
    desk.feed.publish(vouchers.save())


def _end(desk: Desk, vouchers: OpenVouchers, before: HoldRecord, after: HoldRecord) -> None:
    desk.holds.put([after])
    voucher = _named(vouchers, before)
    if voucher is not None and before.state == "open":
        vouchers.promise(replace(voucher, held=max(0, voucher.held - before.amount)), is_felt=True)


def _named(vouchers: OpenVouchers, hold: HoldRecord) -> Voucher | None:
    key = voucher_key(hold.account_id)
    return vouchers.get(key) if key is not None else None


def _refused(ask: HoldAsk, reason: str, free: int, now_us: int) -> HoldAnswer:
    return HoldAnswer(ask.op, 0, free, reason, server_us=now_us)
