"""Which numbers the shop's scales print: a setting of the shop -> prefixes of its codes.

GS1 leaves 20 to 29 to each shop, so that no two scales need agree: the shop says which of its numbers hold a weight in
grams and which a sum in the smallest money, and how long the article's number is. Never guesses.
"""

import re
from typing import Final

from loyalty_pos.core.cards import CheckDigit
from loyalty_pos.core.scan import DEFAULT_CODES, CodePrefix, Kind

SETTING: Final = "scale_labels"
_DIGITS: Final = 13
_KINDS: Final = {"weight": Kind.WEIGHED, "price": Kind.PRICED}
_ENTRY: Final = re.compile(r"(2[0-9]{1,3})=(weight|price)(?:/([4-6]))?")


def read_scale_labels(text: str) -> tuple[CodePrefix, ...]:
    """Read ``20=weight 23=price/6``: prefix, what the label says, digits of the article (4 to 6, usually 5).

    An empty text means the usual ones: 21 weight, 23 price. Raises ``ValueError`` naming the part that is none.
    """
    if not text.strip():
        return tuple(code for code in DEFAULT_CODES if code.kind in _KINDS.values())
    codes = []
    for part in text.split():
        entry = _ENTRY.fullmatch(part)
        if not entry:
            raise ValueError(part)
        prefix, kind, digits = entry.groups()
        codes.append(CodePrefix(_KINDS[kind], prefix, _DIGITS, _DIGITS, CheckDigit.EAN13, int(digits or 5)))
    return tuple(codes)


def codes_of_shop(text: str) -> tuple[CodePrefix, ...]:
    """Return all prefixes of a shop with these labels; a setting that cannot be read leaves the usual ones."""
    others = tuple(code for code in DEFAULT_CODES if code.kind not in _KINDS.values())
    try:
        return (*read_scale_labels(text), *others)
    except ValueError:
        return DEFAULT_CODES
