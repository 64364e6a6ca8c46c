"""Who did what at a till, looked at once more: a changed till may say that a cashier may do what only a senior may.

The envelope's ``cashier_id`` names who worked, ``approved_by`` in the fact (of a return, a void, a line, a note) who
approved; one of the two must have the right. A till's facts always win: what lacks a right is applied, told to the
manager, and never lost. It must never look at anything but roles.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from loyalty_pos.core.account.card_deeds import VERIFIED
from loyalty_pos.core.account.late_card import is_cashiers
from loyalty_pos.core.dates import moment
from loyalty_pos.core.sale import (
    CardAttached,
    CardIssued,
    CashMoved,
    Fact,
    MemberChange,
    MemberChanged,
    Noted,
    Return,
    Sale,
    ShiftClosed,
    ShiftOpened,
    SoldLine,
    Void,
)
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.role_limits import Limits, within
from loyalty_pos.wire.roles import Permission, Role
from loyalty_pos.wire.rows import StaffRow

TYPED: Final = "typed"
"""Article of goods that had neither a barcode nor a price in the centre's list."""
_OF_NOTES: Final = {
    "line_deleted": Permission.DELETE_LINE,
    "price_approved": Permission.APPROVE_PRICE,
    "receipt_copied": Permission.REPRINT,
    "training_begun": Permission.TRAINING,
    "pin_unlocked": Permission.SETTINGS,
    "points_told": Permission.STATEMENT,
    "points_looked_up": Permission.BALANCE_SEARCH,
    "members_searched": Permission.BALANCE_SEARCH,
    "exposure_seen": Permission.EXPOSURE,
    "desk_seen": Permission.DESK,
    "adjustment_asked": Permission.ADJUST,
    "staff_changed": Permission.STAFF,
    "month_close_asked": Permission.CLOSE_MONTH,
    "remark_asked": Permission.STAFF,
    "debt_asked": Permission.ADJUST,
    "desk_saved": Permission.DESK,
    "parked_asked": Permission.QUEUE,
    "goods_without_receipt": Permission.TRUST_PAPER,
    "card_blocked": Permission.ISSUE,
    "card_unblocked": Permission.CARDS,
    "card_replaced": Permission.ISSUE,
    "card_undone": Permission.ISSUE,
    "card_left": Permission.CARDS,
    "card_spoiled": Permission.ISSUE,
    "pack_received": Permission.CARDS,
    "packs_counted": Permission.ISSUE,
    VERIFIED: Permission.ISSUE,
}
_BY_ONE: Final[dict[type[Fact], Permission]] = {
    CardIssued: Permission.ISSUE,
    ShiftOpened: Permission.SHIFT,
    ShiftClosed: Permission.SHIFT,
}
_APPROVABLE: Final[dict[type[Fact], Permission]] = {
    Return: Permission.RETURN,
    Void: Permission.VOID,
    CashMoved: Permission.CASH_MOVE,
}
_OF_SENIORS: Final = frozenset({MemberChange.PAUSE, MemberChange.RESUME, MemberChange.LEAVE})
_ONLY_APPROVED: Final = frozenset({"price_approved", "pin_unlocked"})
"""Notes of an approval: the right of whoever is logged in does not count."""


def named_in(event: Event, fact: Fact) -> set[str]:
    """Return everybody whose role counts for this event."""
    return {one for _, people in _asked(event, fact) for one in people if one}


def lacking(
    staff: Mapping[str, StaffRow], event: Event, fact: Fact, limits: Limits = MappingProxyType({})
) -> list[tuple[Permission, str]]:
    """Return the rights that nobody named in the event has, each with who would have needed it."""
    return [
        (permission, people[-1] or event.cashier_id)
        for permission, people in _asked(event, fact)
        if not any(_may(staff.get(one), permission, limits, amount_of(fact)) for one in people)
    ]


def subject_of(fact: Fact) -> str:
    """Return the id by which the manager finds what was done."""
    match fact:
        case Sale():
            return fact.sale_id
        case Return():
            return fact.return_id
        case Void():
            return fact.void_id
        case CardIssued() | MemberChanged():
            return fact.account_id
        case CardAttached():
            return fact.sale_id
        case _:
            return fact.shift_id


def amount_of(fact: Fact) -> int:
    """Return the money that a limit of a role is about, minor units; 0 = the fact is about none.

    A sale counts by its dearest line whose price was typed.
    """
    match fact:
        case Return():
            return fact.paid_minor - fact.withheld_minor
        case Void():
            return fact.paid_minor
        case CashMoved():
            return fact.amount_minor
        case Sale():
            return max((line.price_minor for line in fact.lines if _is_typed(line)), default=0)
        case _:
            return 0


def _may(member: StaffRow | None, permission: Permission, limits: Limits, amount_minor: int) -> bool:
    if member is None or not member.active or member.role not in set(Role):
        return False
    return within(limits, Role(member.role), permission, amount_minor)


def _is_typed(line: SoldLine) -> bool:
    return bool(line.approved_by) or line.article_id == TYPED


def _asked(event: Event, fact: Fact) -> Iterator[tuple[Permission, tuple[str, ...]]]:
    """Return each right that the event needs, with those of whom one must have it."""
    cashier = event.cashier_id
    match fact:
        case Sale():
            yield Permission.SELL, (cashier,)
            yield from _typed_prices(fact)
            if fact.own_card_by:
                yield Permission.OWN_CARD, (fact.own_card_by,)
        case Return() | Void() | CashMoved():
            yield _APPROVABLE[type(fact)], _either(cashier, fact.approved_by)
        case CardIssued() | ShiftOpened() | ShiftClosed():
            yield _BY_ONE[type(fact)], (cashier,)
        case MemberChanged():
            yield _change(cashier, fact)
        case CardAttached():
            yield from _late_card(event, fact)
        case Noted(what=what) if what in _OF_NOTES:
            approved = (fact.approved_by,) if what in _ONLY_APPROVED else _either(cashier, fact.approved_by)
            yield _OF_NOTES[what], approved
        case _:
            return


def _late_card(event: Event, fact: CardAttached) -> Iterator[tuple[Permission, tuple[str, ...]]]:
    own_day = on_own_day(event, fact)
    yield Permission.SELL if own_day else Permission.LATE_CARD, _either(event.cashier_id, fact.approved_by)
    if fact.earning.own_card_by:
        yield Permission.OWN_CARD, (fact.earning.own_card_by,)


def on_own_day(event: Event, fact: CardAttached) -> bool:
    """Tell whether a cashier may put this card there: same till, same day of the shop; a zone of nowhere has no day."""
    try:
        return is_cashiers(fact.earning, event.agent_id, moment(fact.attached_at_us), event.zone)
    except (ArithmeticError, LookupError, OSError, ValueError):
        return False


def _change(cashier: str, fact: MemberChanged) -> tuple[Permission, tuple[str, ...]]:
    """Anybody who sells lets members join; a membership is paused and ended by a senior."""
    if fact.what in _OF_SENIORS:
        return Permission.CLUBS, _either(cashier, fact.approved_by)
    return Permission.SELL, (cashier,)


def _either(cashier: str, approver: str) -> tuple[str, ...]:
    return (cashier, approver) if approver else (cashier,)


def _typed_prices(sale: Sale) -> Iterable[tuple[Permission, tuple[str, ...]]]:
    approvers = {line.approved_by for line in sale.lines if _is_typed(line)}
    return [(Permission.APPROVE_PRICE, (approver,)) for approver in sorted(approvers)]
