"""That a code of a phone was believed at a till, as the audit line that goes to the centre with the receipt."""

from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.cards import is_digits
from loyalty_pos.core.member_code.layout import MOST, MemberCode

SHOWN: Final = "code_shown"
"""What the audit line is called."""
_MOST_DIGITS: Final = 19
_PARTS: Final = 3


@dataclass(frozen=True, slots=True)
class Sighting:
    """Which code it was; no two codes of a network have all three alike."""

    step: int
    card: int
    counter: int


def sighting_text(code: MemberCode) -> str:
    """Return the subject of the audit line."""
    return f"{code.step}:{code.card}:{code.counter}"


def read_sighting(text: str) -> Sighting | None:
    """Return the code of an audit line, None for anything else that a till may have written."""
    parts = text.split(":")
    if len(parts) != _PARTS or not all(is_digits(part) and len(part) <= _MOST_DIGITS for part in parts):
        return None
    step, card, counter = map(int, parts)
    fits = step < MOST["step"] and card < MOST["card"] and counter < MOST["counter"]
    return Sighting(step, card, counter) if fits else None
