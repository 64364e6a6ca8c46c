"""Whether a member's code is believed: signed by that phone, of this moment, and never seen here before.

Pure: who checks signatures and what was seen comes in. A code that is refused is still a sale: the member is found by
card or phone instead, and nothing is paid with points on its word.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from loyalty_pos.core.member_code.layout import STEP_S, MemberCode, signed_by_centre, signed_by_phone

ALLOWANCE_STEPS: Final = 2
"""One step of the phone's own clock, and half a minute for the till's."""
Verify = Callable[[bytes, bytes, bytes], bool]
"""(public key, message, signature) -> whether the signature is right; never raises."""


class Why(StrEnum):
    """Why a code is not believed; each has its next step for the cashier."""

    OLD = "old"
    EARLY = "early"
    USED = "used"
    FORGED = "forged"
    UNKNOWN = "unknown"
    OVER = "over"
    CLOCK = "clock"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Known:
    """What the till knows. ``public_key`` b"" = no phone of this card is in its cache; ``last_counter``: of this card, -1 = none.

    ``until_minutes``: end of the newest passport of this card that the till heard of; with no key: the phone was stopped.
    ``centre_key``: signs passports. ``now_s``: the till's corrected clock, seconds since 1970.
    """

    network: str
    now_s: int
    centre_key: bytes
    public_key: bytes = b""
    until_minutes: int = 0
    last_counter: int = -1
    clock_suspect: bool = False


def refusal(code: MemberCode, known: Known, verify: Verify) -> Why | None:
    """Return why this code is not believed, None where it is; cheap reasons before signatures."""
    return _of_the_moment(code, known) or _signed(code, known, verify)


def _of_the_moment(code: MemberCode, known: Known) -> Why | None:
    """Look at clock and counter: a photo is old, a second look is used."""
    if known.clock_suspect:
        return Why.CLOCK
    steps = known.now_s // STEP_S - code.step
    if abs(steps) > ALLOWANCE_STEPS:
        return Why.OLD if steps > 0 else Why.EARLY
    return Why.USED if code.counter <= known.last_counter else None


def _signed(code: MemberCode, known: Known, verify: Verify) -> Why | None:
    """Look whether this phone signed it, and who says that it is this phone."""
    passport = code.passport
    if known.public_key and (passport is None or passport.public_key == known.public_key):
        public_key = known.public_key
    elif (why := _vouched(code, known, verify)) is not None:
        return why
    else:
        assert passport is not None
        public_key = passport.public_key
    return None if verify(public_key, signed_by_phone(code, known.network), code.signature) else Why.FORGED


def _vouched(code: MemberCode, known: Known, verify: Verify) -> Why | None:
    """Look whether the centre vouches for a phone that the till does not know, and newly enough."""
    passport = code.passport
    if passport is None:
        return Why.STOPPED if known.until_minutes else Why.UNKNOWN
    if passport.until_minutes <= known.until_minutes:
        return Why.STOPPED
    if passport.until_minutes * 60 <= known.now_s:
        return Why.OVER
    signed = signed_by_centre(passport, code.card, known.network)
    return None if verify(known.centre_key, signed, passport.signature) else Why.FORGED
