"""How a phone makes its next code; pure: who signs comes in. What ``loyalty-pos member-qr`` and an app must do alike."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from loyalty_pos.core.member_code.layout import MOST, STEP_S, MemberCode, Passport, signed_by_phone

Sign = Callable[[bytes], bytes]
"""Signs with the phone's private key, which never leaves the phone."""


@dataclass(frozen=True, slots=True)
class Phone:
    """What a member's phone keeps besides its private key. ``card``: keyed hash of the card, given by the centre.

    ``counter``: of the newest code shown, -1 = none yet.
    """

    network: str
    card: int
    passport: Passport
    counter: int = -1


def next_code(phone: Phone, now_s: int, sign: Sign, *, long: bool) -> tuple[Phone, MemberCode]:
    """Return the phone as it must be kept before the code is shown, and the code of this half minute.

    ``long``: with the passport, for a till that has not heard of this phone.
    """
    counter = (phone.counter + 1) % MOST["counter"]
    bare = MemberCode(phone.card, now_s // STEP_S, counter, passport=phone.passport if long else None)
    code = replace(bare, signature=sign(signed_by_phone(bare, phone.network)))
    return replace(phone, counter=counter), code


def seconds_left(now_s: int) -> int:
    """Return how long the code of this moment is the newest."""
    return STEP_S - now_s % STEP_S
