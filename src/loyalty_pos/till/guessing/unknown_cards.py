"""Card numbers that nobody has, tried at this till: so many an hour, by all together and by one cashier (R57, T8).

Whoever tries numbers to find one that pays is stopped, told of, and may sell on: only the numbers of cards wait. The signed
code of a phone is read as ever, and a card can be put to a paid receipt later.
"""

from typing import Final

from loyalty_pos.core.account.card_deeds import UNKNOWN_CARDS
from loyalty_pos.core.problems.selling import TooManyUnknownCards
from loyalty_pos.till.guessing.counting import Guesses, count, wait_min
from loyalty_pos.till.world import TillWorld

_CARDS: Final = Guesses("*card", "unknown_cards_till", "unknown_cards_cashier", UNKNOWN_CARDS)


def refuse_guessing(world: TillWorld) -> None:
    """Raise ``TooManyUnknownCards`` while numbers of cards must wait here."""
    if left := wait_min(world, _CARDS):
        raise TooManyUnknownCards(wait_min=left)


def count_unknown(world: TillWorld) -> None:
    """Count a number that nobody has."""
    count(world, _CARDS)
