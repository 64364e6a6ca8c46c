"""Tries of what nobody has, counted for the till and for whoever works there; each kind of them waits by itself.

Seniors are counted and not stopped: there must be somebody who can go on.
"""

from dataclasses import dataclass
from typing import Final

from loyalty_pos.till.ports import Draft
from loyalty_pos.till.staff import Permission, may
from loyalty_pos.till.tries.last_hour import LastHour
from loyalty_pos.till.world import TillWorld

MOST: Final = 20
"""Tries an hour where the shop sets nothing."""


@dataclass(frozen=True, slots=True)
class Guesses:
    """``of_till``, ``of_cashier``: settings with the most an hour, 0 = any number; ``noted``: what the audit line says."""

    kept_as: str
    of_till: str
    of_cashier: str
    noted: str


def wait_min(world: TillWorld, kind: Guesses) -> int:
    """Return for how many minutes such codes must wait here, 0 = they are read."""
    cashier = world.desk.cashier
    if cashier is None or may(cashier, Permission.CARDS):
        return 0
    return max((last.wait_min(most) for last, most in _counts(world, kind) if most), default=0)


def count(world: TillWorld, kind: Guesses) -> None:
    """Count a code that nobody has; the one that makes it too many is an audit line, so that the centre hears of it."""
    reached = False
    for last, most in _counts(world, kind):
        before = last.tried()
        last.count()
        reached = reached or (bool(most) and before < most <= last.tried())
    if reached:
        tried = max(last.tried() for last, _ in _counts(world, kind))
        note = world.noted(kind.noted, subject=str(tried))
        world.journal.record([Draft(note, note.cashier_id)])


def _counts(world: TillWorld, kind: Guesses) -> tuple[tuple[LastHour, int], ...]:
    """Return what was tried at the till and by whoever works here, each with its limit."""
    now, cashier = world.clock.now(), world.desk.cashier
    of_till = (LastHour(world.tries, kind.kept_as, now), world.setting(kind.of_till, MOST))
    if cashier is None:
        return (of_till,)
    kept_as = f"{kind.kept_as}-{cashier.staff_id}"
    return of_till, (LastHour(world.tries, kept_as, now), world.setting(kind.of_cashier, MOST))
