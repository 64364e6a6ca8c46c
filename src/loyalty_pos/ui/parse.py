"""Numbers as cashiers type them: with comma or point, with or without spaces."""

import re

from loyalty_pos.core.problems import BadAmount, BadQuantity

_QUANTITY = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,3}))?")
_AMOUNT = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,2}))?")
_AHEAD = re.compile(r"([0-9]{1,6}(?:[.,][0-9]{1,3})?)\s*[*×xх]\s*(.*)")


def quantity_milli(text: str) -> int:
    """Return thousandths. Raises ``BadQuantity``, also for zero."""
    found = _QUANTITY.fullmatch(text.strip())
    if found is None:
        raise BadQuantity(text=text)
    milli = int(found[1]) * 1000 + int((found[2] or "").ljust(3, "0"))
    if not milli:
        raise BadQuantity(text=text)
    return milli


def amount_minor(text: str) -> int:
    """Return minor units, 0 allowed. Raises ``BadAmount``."""
    found = _AMOUNT.fullmatch(re.sub(r"[\s\u00a0]", "", text))
    if found is None:
        raise BadAmount(text=text)
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def points_minor(text: str, exponent: int) -> int:
    """Return minor point units of a programme with this many decimals. Raises ``BadAmount``."""
    minor = amount_minor(text)
    scale: int = 10**exponent
    if minor * scale % 100:
        raise BadAmount(text=text)
    return minor * scale // 100


def split_quantity(text: str) -> tuple[int, str]:
    """Return (thousandths, the rest) of ``3*4601234567890``; (0, text) when no quantity is typed ahead."""
    found = _AHEAD.fullmatch(text)
    return (quantity_milli(found[1]), found[2]) if found else (0, text)
