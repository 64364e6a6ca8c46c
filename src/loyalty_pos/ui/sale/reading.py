"""What a typed text says when it names nothing: letters are no barcode, and who is looked for is no goods. No Qt."""

from typing import Final

from loyalty_pos.core.problems import (
    BadPhone,
    GoodsNotFound,
    Problem,
    UnknownBarcode,
    UnknownCard,
    UnreadableCode,
)
from loyalty_pos.till.receipt_state import Refused, ScanOutcome
from loyalty_pos.till.register import Register

_NO_CODE: Final = (UnknownBarcode, UnreadableCode)
_LONGEST_SHOWN: Final = 40
_LONGEST_PHONE: Final = 11
_PHONE_DIGITS: Final = range(10, _LONGEST_PHONE + 1)


def told_as_words(outcome: ScanOutcome, text: str) -> ScanOutcome:
    """Return what to say to typed letters that are nobody's name and no code; digits stay a barcode."""
    letters = any(c.isalpha() for c in text)
    if letters and isinstance(outcome, Refused) and isinstance(outcome.problem, _NO_CODE):
        return Refused(GoodsNotFound(text=text[:_LONGEST_SHOWN]))
    return outcome


def customer_of(register: Register, text: str) -> ScanOutcome:
    """Read a typed phone or card. Raises what is wrong with it, so that the question for the customer stays."""
    outcome = register.scan(text)
    if not isinstance(outcome, Refused):
        return outcome
    raise _no_customer(text) if isinstance(outcome.problem, _NO_CODE) else outcome.problem


def _no_customer(text: str) -> Problem:
    digits = [c for c in text if c.isascii() and c.isdigit()]
    if len(digits) > _LONGEST_PHONE:
        return UnknownCard(last4="".join(digits[-4:]))
    return BadPhone(digits=len(digits))


def is_typed_phone(text: str) -> bool:
    """Tell whether it is a phone as people here type one, and so no number of points."""
    return sum(c.isascii() and c.isdigit() for c in text) in _PHONE_DIGITS
