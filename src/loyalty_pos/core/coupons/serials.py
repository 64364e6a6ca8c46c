"""Serials of single-use coupons: how they are made for the print house, and how a mistyped one is noticed.

No random source here: it comes in as an argument. The last character is the check character of ISO/IEC 7064,
MOD 37-2, over digits and Latin letters: one wrong character and two swapped neighbours are always noticed, which
the card's Damm digit promises for digits only. Whether a serial was used already is the centre's to know.
"""

from collections.abc import Callable, Iterator
from typing import Final

from loyalty_pos.core.coupons.codes import compact

LETTERS: Final = "34679ACDEFGHJKMNPQRTWXY"
"""What serials are made of: without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V, which look alike on paper."""
RANDOM_LETTERS: Final = 12
MAX_PREFIX: Final = 8
_LENGTH: Final = RANDOM_LETTERS + 1
_VALUES: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"
_GROUP: Final = 4


def is_prefix(text: str) -> bool:
    """Tell whether serials may begin with this text: up to 8 of 0-9 and A-Z."""
    return len(text) <= MAX_PREFIX and all(char in _VALUES[:-1] for char in text)


def check_character(body: str) -> str:
    """Return the character to append to ``body`` (0-9, A-Z); ``*`` is possible too."""
    total = 0
    for char in body:
        total = (total + _VALUES.index(char)) * 2
    return _VALUES[(1 - total) % len(_VALUES)]


def is_serial(text: str) -> bool:
    """Tell whether this is a serial with the right check character; case, spaces and dashes do not matter."""
    serial = compact(text)
    prefix, random = serial[:-_LENGTH], serial[-_LENGTH:]
    shaped = len(random) == _LENGTH and is_prefix(prefix) and all(char in LETTERS for char in random)
    return shaped and not serial.isdigit() and check_character(serial[:-1]) == serial[-1]


def make_serials(count: int, prefix: str, below: Callable[[int], int]) -> Iterator[str]:
    """Yield ``count`` serials, all different; ``below(n)`` gives a random whole number from 0 to n - 1.

    A draw whose check character looks like another one is drawn again.
    """
    assert is_prefix(prefix), prefix
    made: set[str] = set()
    while len(made) < count:
        body = prefix + "".join(LETTERS[below(len(LETTERS))] for _ in range(RANDOM_LETTERS))
        serial = body + check_character(body)
        if is_serial(serial) and serial not in made:
            made.add(serial)
            yield serial


def grouped(serial: str) -> str:
    """Return the serial as people read it: ``TEA-ACDE-FGHJ-KMNPQ``."""
    prefix, random = serial[:-_LENGTH], serial[-_LENGTH:]
    groups = (prefix, random[:_GROUP], random[_GROUP : 2 * _GROUP], random[2 * _GROUP :])
    return "-".join(group for group in groups if group)
