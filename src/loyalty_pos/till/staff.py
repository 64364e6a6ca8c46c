"""Who works at the till: PIN log-in with a lock that survives a restart, permissions, approval by a second PIN."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from loyalty_pos.core.problems import NotAllowed, PinLocked, WrongPin
from loyalty_pos.till.ports import PinCheck, PinLocks, Role, StaffMember
from loyalty_pos.till.world import TillWorld


class Permission(StrEnum):
    """What a role may do at the counter."""

    SELL = "sell"
    RETURN = "return"
    VOID = "void"
    DELETE_LINE = "delete_line"
    APPROVE_PRICE = "approve_price"
    ISSUE = "issue"
    BALANCE_SEARCH = "balance_search"
    SHIFT = "shift"
    CASH_MOVE = "cash_move"
    REPRINT = "reprint"
    QUEUE = "queue"
    SETTINGS = "settings"


_CASHIER: Final = frozenset(
    {Permission.SELL, Permission.DELETE_LINE, Permission.ISSUE, Permission.SHIFT, Permission.REPRINT}
)
_SENIOR: Final = _CASHIER | {
    Permission.RETURN,
    Permission.VOID,
    Permission.APPROVE_PRICE,
    Permission.CASH_MOVE,
    Permission.QUEUE,
}

ROLE_PERMISSIONS: Final[dict[Role, frozenset[Permission]]] = {
    Role.CASHIER: _CASHIER,
    Role.SENIOR: _SENIOR,
    Role.ISSUER: frozenset({Permission.ISSUE}),
    Role.MANAGER: _SENIOR | {Permission.BALANCE_SEARCH, Permission.SETTINGS},
    Role.AUDITOR: frozenset({Permission.BALANCE_SEARCH, Permission.QUEUE}),
    Role.IT: frozenset({Permission.SETTINGS, Permission.QUEUE}),
}

FREE_TRIES: Final = 5
LOCKED_TRIES: Final = 10
PAUSE_S: Final = 30


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody with the permission typed a PIN for one action."""

    staff_id: str
    permission: Permission


def may(member: StaffMember, permission: Permission) -> bool:
    """Tell whether the role of this person includes the permission."""
    return permission in ROLE_PERMISSIONS[member.role]
