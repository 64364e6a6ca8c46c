"""How a phone makes its next code; pure: who signs comes in. What ``loyalty-pos member-qr`` and an app must do alike."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from loyalty_pos.core.member_code.layout import MOST, STEP_S, MemberCode, Passport, signed_by_phone

Sign = Callable[[bytes], bytes]
"""Signs with the phone's private key, which never leaves the phone."""
LONG_FOR_S: Final = 24 * 3600
"""So long after a phone was made known its long code is shown by itself: not every till has heard of it."""


@dataclass(frozen=True, slots=True)
class Phone:
    """What a member's phone keeps besides its private key. ``card``: keyed hash of the card, given by the centre.

    ``counter``: of the newest code shown, -1 = none yet; ``known_since_s``: when the centre made it known.
    """

    network: str
    card: int
    passport: Passport
    known_since_s: int
    counter: int = -1

    def is_new(self, now_s: int) -> bool:
        """Tell whether tills may not have heard of it."""
        return now_s - self.known_since_s < LONG_FOR_S


def next_code(phone: Phone, now_s: int, sign: Sign, *, long: bool) -> tuple[Phone, MemberCode]:
    """Return the phone as it must be kept before the code is shown, and the code of this half minute."""
    counter = (phone.counter + 1) % MOST["counter"]
    passport = phone.passport if long else None
    bare = MemberCode(phone.card, now_s // STEP_S, counter, passport=passport)
    code = replace(bare, signature=sign(signed_by_phone(bare, phone.network)))
    return replace(phone, counter=counter), code


def seconds_left(now_s: int) -> int:
    """Return how long the code of this moment is the newest."""
    return STEP_S - now_s % STEP_S
