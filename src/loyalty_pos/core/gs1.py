"""GS1 element strings (Data Matrix of marked goods, Code 128, DataBar) -> their fields; barcodes in one form.

Only what a till needs to find goods and read weight or price; it never judges whether a marking code is genuine.
Lengths: GS1 General Specifications, "element strings with pre-defined length using application identifiers".
"""

from datetime import date, timedelta

from loyalty_pos.core.cards import CheckDigit, is_digits, obeys

GS = "\x1d"
GTIN, CONTENT, WEIGHT_KG, PRICE, USE_BY = "01", "02", "310", "392", "17"
_GTIN_LENGTHS = (8, 12, 13, 14)
_EAN13 = 13

# First two digits of an identifier -> how many digits it has; all others have two.
_LONG_IDENTIFIERS = dict.fromkeys(("23", "24", "25", "40", "41", "42", "71"), 3) | dict.fromkeys(
    ("31", "32", "33", "34", "35", "36", "39", "43", "70", "72", "80", "81", "82"), 4
)
# First two digits of an identifier -> length of a value that needs no separator behind it.
_FIXED = (
    {"00": 18, "01": 14, "02": 14, "03": 14, "04": 16, "20": 2, "41": 13}
    | dict.fromkeys(("11", "12", "13", "14", "15", "16", "17", "18", "19"), 6)
    | dict.fromkeys(("31", "32", "33", "34", "35", "36"), 6)
)


def is_gtin(text: str) -> bool:
    """Tell whether the text is 8, 12, 13 or 14 digits with a right check digit."""
    return len(text) in _GTIN_LENGTHS and is_digits(text) and obeys(text, CheckDigit.EAN13)


def canonical(barcode: str) -> str:
    """Return the form under which goods are kept: EAN-13 for UPC-A and GTIN-14 with leading zeros, EAN-8 as it is.

    Anything that is no GTIN comes back unchanged.
    """
    if not is_gtin(barcode):
        return barcode
    bare = barcode.lstrip("0")
    return barcode if len(barcode) == min(_GTIN_LENGTHS) or len(bare) > _EAN13 else _padded(bare)


def _padded(bare: str) -> str:
    """A GTIN-14 with six leading zeros carries an EAN-8; all others become 13 digits."""
    return bare if len(bare) == min(_GTIN_LENGTHS) else bare.zfill(_EAN13)


def looks_like_elements(text: str) -> bool:
    """Tell whether a text without AIM identifier is an element string: FNC1 in front, or a GTIN with more behind.

    A bare EAN-13 could be read as elements too, so the right check digit of the GTIN is asked for.
    """
    if text.startswith(GS):
        return True
    end = len(GTIN) + 14
    return text.startswith((GTIN, CONTENT)) and len(text) > end and is_gtin(text[len(GTIN) : end])


def elements(text: str) -> dict[str, str] | None:
    """Return identifier -> value, or None when the text breaks the grammar; the first of equal identifiers wins."""
    found: dict[str, str] = {}
    rest = text.lstrip(GS)
    while rest:
        head = rest[:2]
        split = _LONG_IDENTIFIERS.get(head, 2)
        identifier, rest = rest[:split], rest[split:]
        if len(identifier) != split or not is_digits(identifier):
            return None
        fixed = _FIXED.get(head)
        value, rest = (rest[:fixed], rest[fixed:]) if fixed else _until_separator(rest)
        if not value or (fixed and (len(value) != fixed or GS in value)):
            return None
        found.setdefault(identifier, value)
        rest = rest.removeprefix(GS)
    return found or None


def _until_separator(text: str) -> tuple[str, str]:
    value, _, rest = text.partition(GS)
    return value, rest


def amount(found: dict[str, str], family: str, decimals: int) -> int | None:
    """Return the value of an identifier family (310n, 392n) as a whole number with ``decimals`` places.

    ``n`` says how many places the printed value has. None: not there, not digits, or finer than we count.
    """
    for identifier, value in found.items():
        if identifier.startswith(family) and is_digits(value):
            places = int(identifier[-1])
            if places <= decimals:
                return int(value) * int(10 ** (decimals - places))
            whole, rest = divmod(int(value), int(10 ** (places - decimals)))
            return whole if not rest else None
    return None


def last_day_of_use(found: dict[str, str]) -> date | None:
    """Return it (17, YYMMDD; day 00 = the whole month), None where none or no such day is said."""
    text = found.get(USE_BY, "")
    if not is_digits(text) or len(text) != _FIXED[USE_BY]:
        return None
    year, month, day = 2000 + int(text[:2]), int(text[2:4]), int(text[4:])
    try:
        first = date(year, month, 1)
        return (
            first.replace(day=day) if day else (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        )
    except ValueError:
        return None
