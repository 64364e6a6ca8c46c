"""Roles of the staff and what each may do at the counter; a till asks before, the centre looks again afterwards.

It must never give a role less than a released till gives it, or old events look like somebody's trick.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Role(StrEnum):
    CASHIER = "cashier"
    SENIOR = "senior"
    ISSUER = "issuer"
    MANAGER = "manager"
    AUDITOR = "auditor"
    IT = "it"


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
    CLUBS = "clubs"
    LATE_CARD = "late_card"
    TRUST_PAPER = "trust_paper"
    TAKE_HOLD = "take_hold"
    STATEMENT = "statement"
    EXPOSURE = "exposure"
    CARDS = "cards"
    TRAINING = "training"
    DESK = "desk"
    ADJUST = "adjust"
    STAFF = "staff"
    OWN_CARD = "own_card"
    CLOSE_MONTH = "close_month"


_CASHIER: Final = frozenset(
    {
        Permission.SELL,
        Permission.DELETE_LINE,
        Permission.ISSUE,
        Permission.SHIFT,
        Permission.REPRINT,
        Permission.STATEMENT,
    }
)
_SENIOR: Final = _CASHIER | {
    Permission.RETURN,
    Permission.VOID,
    Permission.APPROVE_PRICE,
    Permission.CASH_MOVE,
    Permission.QUEUE,
    Permission.CLUBS,
    Permission.CARDS,
    Permission.TRAINING,
    Permission.OWN_CARD,
}

ROLE_PERMISSIONS: Final[Mapping[Role, frozenset[Permission]]] = MappingProxyType(
    {
        Role.CASHIER: _CASHIER,
        Role.SENIOR: _SENIOR,
        Role.ISSUER: frozenset({Permission.ISSUE}),
        Role.MANAGER: _SENIOR
        | {
            Permission.BALANCE_SEARCH,
            Permission.SETTINGS,
            Permission.LATE_CARD,
            Permission.TRUST_PAPER,
            Permission.TAKE_HOLD,
            Permission.EXPOSURE,
            Permission.DESK,
            Permission.ADJUST,
            Permission.STAFF,
            Permission.CLOSE_MONTH,
        },
        Role.AUDITOR: frozenset(
            {
                Permission.BALANCE_SEARCH,
                Permission.QUEUE,
                Permission.STATEMENT,
                Permission.EXPOSURE,
                Permission.DESK,
            }
        ),
        Role.IT: frozenset({Permission.SETTINGS, Permission.QUEUE, Permission.TRAINING}),
    }
)
