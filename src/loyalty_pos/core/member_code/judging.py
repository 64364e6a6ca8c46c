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


@dataclass(frozen=True, slots=True)
class Known:
    """What the till knows. ``public_key`` b"" = this phone is not in its cache; ``last_counter``: of this card, -1 = none.

    ``centre_key``: signs passports. ``now_s``: the till's corrected clock, seconds since 1970.
    """

    network: str
    now_s: int
    centre_key: bytes
    public_key: bytes = b""
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
    public_key, passport = known.public_key, code.passport
    if not public_key:
        if passport is None:
            return Why.UNKNOWN
        if passport.until_minutes * 60 <= known.now_s:
            return Why.OVER
        if not verify(
            known.centre_key, signed_by_centre(passport, code.card, known.network), passport.signature
        ):
            return Why.FORGED
        public_key = passport.public_key
    return None if verify(public_key, signed_by_phone(code, known.network), code.signature) else Why.FORGED
