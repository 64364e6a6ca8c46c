"""What of an account may still be promised to anybody: A = B - H - G, with lots that end (docs/why/0026).

It must never be computed from the balance alone: what is held or set aside belongs to somebody.
"""

from datetime import datetime
from typing import Final

from loyalty_pos.centre.records import Account
from loyalty_pos.core.points import available, is_active, is_expired, is_taken

HIGHEST: Final = "lease_highest_floor"
"""Setting of the centre alone: the highest floor right that any lease ever gave; the tills feel no change above it."""


def free(account: Account, at: datetime) -> int:
    """Return A; below zero the account is overdrawn. Lots that only one partner takes are not in it."""
    there = available(account.state.lots, at, account.state.debt)
    aside = account.head.set_aside
    return there - aside + kept(account, at)


def kept(account: Account, at: datetime) -> int:
    """Return how many points live on beyond their end, because they are set aside and nothing else is there for it.

    What ends is taken from A only: it never pushes A below zero, and ends when the share is given back.
    """
    there = available(account.state.lots, at, account.state.debt)
    ended = sum(
        lot.remaining - lot.held for lot in account.state.lots if is_expired(lot, at) and not lot.spend_scope
    )
    return min(ended, max(0, account.head.set_aside - max(0, there)))


def left_at(account: Account, at: datetime, partner: str = "") -> int:
    """Return what a store of ``partner`` may be promised: A, and the points that this partner alone takes."""
    own = sum(
        lot.remaining - lot.held
        for lot in account.state.lots
        if lot.spend_scope and is_taken(lot, partner) and is_active(lot, at)
    )
    return free(account, at) + own


def reserved(account: Account) -> int:
    """Return what of the points that everybody takes is held or set aside: what a till must not count on."""
    return account.head.set_aside + sum(lot.held for lot in account.state.lots if not lot.spend_scope)
