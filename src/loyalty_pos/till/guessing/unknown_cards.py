"""Card numbers that nobody has, tried at this till: so many an hour, by all together and by one cashier (R57, T8).

Whoever tries numbers to find one that pays is stopped, told of, and may sell on: only the numbers of cards wait. The signed
code of a phone is read as ever, and a card can be put to a paid receipt later. Seniors are counted and not stopped.
"""

from typing import Final

from loyalty_pos.core.account.card_deeds import UNKNOWN_CARDS
from loyalty_pos.core.problems.selling import TooManyUnknownCards
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.staff import Permission, may
from loyalty_pos.till.tries.last_hour import LastHour
from loyalty_pos.till.world import TillWorld

OF_TILL: Final = "unknown_cards_till"
"""Setting: most unknown card numbers an hour at one till; not set = 20, 0 = any number."""
OF_CASHIER: Final = "unknown_cards_cashier"
"""Setting: the same for one cashier."""
MOST: Final = 20
_KEPT_AS: Final = "*card"


def refuse_guessing(world: TillWorld) -> None:
    """Raise ``TooManyUnknownCards`` while numbers of cards must wait here."""
    cashier = world.desk.cashier
    if cashier is None or may(cashier, Permission.CARDS):
        return
    wait_min = max((last.wait_min(most) for last, most in _counts(world) if most), default=0)
    if wait_min:
        raise TooManyUnknownCards(wait_min=wait_min)


def count_unknown(world: TillWorld) -> None:
    """Count a number that nobody has; the one that makes it too many is an audit line, so that the centre hears of it."""
    reached = False
    for last, most in _counts(world):
        before = last.tried()
        last.count()
        reached = reached or (bool(most) and before < most <= last.tried())
    if reached:
        tried = max(last.tried() for last, _ in _counts(world))
        note = world.noted(UNKNOWN_CARDS, subject=str(tried))
        world.journal.record([Draft(note, note.cashier_id)])


def _counts(world: TillWorld) -> tuple[tuple[LastHour, int], ...]:
    """Return what was tried at the till and by whoever works here, each with its limit."""
    now, cashier = world.clock.now(), world.desk.cashier
    of_till = (LastHour(world.tries, _KEPT_AS, now), world.setting(OF_TILL, MOST))
    if cashier is None:
        return (of_till,)
    kept_as = f"{_KEPT_AS}-{cashier.staff_id}"
    return of_till, (LastHour(world.tries, kept_as, now), world.setting(OF_CASHIER, MOST))
