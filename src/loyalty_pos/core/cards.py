"""Card numbers: how ours are made and checked, which ranges belong to us, what is a payment card instead.

A number is recognised by the prefix ranges a shop has configured, never by its length alone: old EAN-13 cards,
weighed goods and payment cards share lengths. No random source here: digits come in as arguments.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

OWN_SCHEME = "29"  # in-store GS1 prefix: no payment scheme starts with it (decisions 3)
OWN_RANDOM_DIGITS = 13

# Damm's quasigroup of order 10: every single wrong digit and every swap of neighbours is noticed.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)

# First digits and lengths of payment cards in use: Visa, Mastercard (two blocks), Mir, American Express,
# Diners, JCB, UnionPay, Maestro and Discover. Equal lengths of the two ends of a block make it comparable as text.
_PAYMENT = (
    ("4", "4", (13, 16, 18, 19)),
    ("51", "55", (16,)),
    ("2221", "2720", (16,)),
    ("2200", "2204", (16, 17, 18, 19)),
    ("34", "34", (15,)),
    ("37", "37", (15,)),
    ("300", "305", (14, 16, 17, 18, 19)),
    ("36", "36", (14, 15, 16, 17, 18, 19)),
    ("38", "39", (14, 16, 17, 18, 19)),
    ("3528", "3589", (16, 17, 18, 19)),
    ("50", "50", (13, 14, 15, 16, 17, 18, 19)),
    ("56", "58", (13, 14, 15, 16, 17, 18, 19)),
    ("6", "6", (13, 14, 15, 16, 17, 18, 19)),
)


class CheckDigit(StrEnum):
    """Which law the last digit obeys; ``NONE`` accepts numbers that were printed wrong (W30)."""

    NONE = "none"
    DAMM = "damm"
    EAN13 = "ean13"
    LUHN = "luhn"


def is_digits(text: str) -> bool:
    """Tell whether the text is one or more of 0-9 (``str.isdigit`` takes other scripts too)."""
    return text.isascii() and text.isdigit()


def damm_digit(digits: str) -> str:
    """Return the Damm check digit to append to ``digits``."""
    state = 0
    for digit in digits:
        state = _DAMM[state][int(digit)]
    return str(state)


def ean_digit(digits: str) -> str:
    """Return the GS1 check digit to append; weights 3, 1, 3 ... from the right, for any GTIN length."""
    total = sum(int(digit) * (3 if i % 2 == 0 else 1) for i, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def luhn_digit(digits: str) -> str:
    """Return the Luhn check digit to append."""
    total = 0
    for i, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if i % 2 == 0 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 - the digit sum of a two-digit product
    return str(-total % 10)


def obeys(number: str, check: CheckDigit) -> bool:
    """Tell whether the last digit of ``number`` (digits only) follows the law ``check``."""
    body, last = number[:-1], number[-1:]
    match check:
        case CheckDigit.NONE:
            return True
        case CheckDigit.DAMM:
            return last == damm_digit(body)
        case CheckDigit.EAN13:
            return last == ean_digit(body)
        case CheckDigit.LUHN:
            return last == luhn_digit(body)


def own_card(random_digits: str) -> str:
    """Return a card number of ours: scheme 29, 13 random digits, one Damm digit; 16 in all."""
    assert len(random_digits) == OWN_RANDOM_DIGITS and is_digits(random_digits)
    body = OWN_SCHEME + random_digits
    return body + damm_digit(body)


@dataclass(frozen=True, slots=True)
class CardRange:
    """A block of card numbers: first digits from ``first`` to ``last`` (same length), length from - to.

    ``valid_from`` and ``valid_to``: first and last day in the shop, None = without end. An expired range still
    recognises its cards, so that the till can say so instead of selling them as goods.
    """

    series: str
    programme_id: str
    first: str
    last: str
    min_length: int
    max_length: int
    check: CheckDigit = CheckDigit.NONE
    valid_from: date | None = None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        assert is_digits(self.first) and is_digits(self.last) and len(self.first) == len(self.last), self
        assert self.first <= self.last and len(self.first) <= self.min_length <= self.max_length, self

    def holds(self, number: str) -> bool:
        """Tell whether the number (digits only) lies in this block; its check digit is another question."""
        head = number[: len(self.first)]
        return self.min_length <= len(number) <= self.max_length and self.first <= head <= self.last

    def is_valid_on(self, day: date) -> bool:
        """Tell whether cards of this block are accepted on the shop's day."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to)


def own_range(series: str, programme_id: str) -> CardRange:
    """Return the block of our own 16-digit cards for one series."""
    length = len(OWN_SCHEME) + OWN_RANDOM_DIGITS + 1
    return CardRange(series, programme_id, OWN_SCHEME, OWN_SCHEME, length, length, CheckDigit.DAMM)


def find_range(number: str, ranges: Iterable[CardRange]) -> CardRange | None:
    """Return the block with the longest first digits that holds the number; the earlier one of equals."""
    best: CardRange | None = None
    for candidate in ranges:
        longer = best is None or len(candidate.first) > len(best.first)
        if longer and candidate.holds(number):
            best = candidate
    return best


def is_payment_number(number: str) -> bool:
    """Tell whether digits look like a bank card: length and first digits of a scheme, Luhn right.

    13 and 14 digits with a right GS1 check digit are goods: one in ten barcodes of Russian goods (460-469)
    would pass Luhn as an old 13-digit card.
    """
    if not is_digits(number) or not obeys(number, CheckDigit.LUHN):
        return False
    if len(number) in {13, 14} and obeys(number, CheckDigit.EAN13):
        return False
    return any(
        len(number) in lengths and first <= number[: len(first)] <= last for first, last, lengths in _PAYMENT
    )


def last4(number: str) -> str:
    """Return what may be shown, stored beside the sale and logged."""
    return number[-4:]


def masked(number: str) -> str:
    """Return the number as it stands on receipts: ``**** 1234``."""
    return f"**** {last4(number)}"
