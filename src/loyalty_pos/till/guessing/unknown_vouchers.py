"""Codes of certificates, coupons and invitations that nobody made, tried at this till: so many an hour (R57, T9).

As cards are (``unknown_cards``), and counted apart from them: only codes wait, goods, cards and money go on. One code is
counted once, however often it is read: a cashier looks twice, and another program asks for its basket at every line.
"""

from typing import Final

from loyalty_pos.core.coupons.codes import compact
from loyalty_pos.core.problems.selling import TooManyUnknownVouchers
from loyalty_pos.core.vouchers.deeds import UNKNOWN_VOUCHERS
from loyalty_pos.till.guessing.counting import Guesses, count, wait_min
from loyalty_pos.till.world import TillWorld

_VOUCHERS: Final = Guesses("*voucher", "unknown_vouchers_till", "unknown_vouchers_cashier", UNKNOWN_VOUCHERS)


def vouchers_wait(world: TillWorld) -> bool:
    """Tell whether no code is looked up here now; nor is one that somebody has: a hit is what they look for."""
    return bool(wait_min(world, _VOUCHERS))


def refuse_guessed_voucher(world: TillWorld) -> None:
    """Raise ``TooManyUnknownVouchers`` while codes must wait here."""
    if left := wait_min(world, _VOUCHERS):
        raise TooManyUnknownVouchers(wait_min=left)


def count_unknown_voucher(world: TillWorld, text: str) -> None:
    """Count a code that nobody made."""
    if world.same_again.is_new(compact(text)):
        count(world, _VOUCHERS)
