"""The fiscal device is asked after the commit; whatever it does, what is recorded stands.

Never raises: a sale that could not be signed is told to the cashier and written down, and nothing is sold twice.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from loyalty_pos.core.problems import FiscalFailed, Problem
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.world import TillWorld


@dataclass(frozen=True, slots=True)
class Signed:
    """``sign`` to print, "" = none; ``trouble``: what to tell the cashier when the device failed."""

    sign: str = ""
    trouble: Problem | None = None


def signed(world: TillWorld, ask: Callable[[], str], subject: str, number: int) -> Signed:
    """Return the sign of a committed sale or return; ``subject``: its id, ``number``: of its receipt."""
    try:
        return Signed(ask())
    except Exception as error:  # noqa: BLE001 - a driver may raise anything; the commit is done
        reason = error.code if isinstance(error, Problem) else type(error).__name__
    note = world.noted("fiscal_failed", subject=subject, reason=reason)
    with suppress(Problem):  # the cashier is told all the same
        world.journal.record([Draft(note, note.cashier_id)])
    return Signed(trouble=FiscalFailed(receipt=str(number)))
