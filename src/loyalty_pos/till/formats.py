"""Money, quantities, points, shares, dates and plural forms as people of each language read them; pure.

Groups of digits are parted by a no-break space, so that no amount is torn at a line's end.
"""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from loyalty_pos.core.basket import Unit
from loyalty_pos.core.money import MILLI

RU: Final = "ru"
EN: Final = "en"
NBSP: Final = "\u00a0"
MINUS: Final = "\u2212"
_SIGNS: Final = {"RUB": "₽", "KZT": "₸", "BYN": "Br", "EUR": "€", "USD": "$"}
_UNITS: Final = {
    RU: {Unit.PIECE: "шт", Unit.KILOGRAM: "кг", Unit.LITRE: "л", Unit.METRE: "м"},
    EN: {Unit.PIECE: "pcs", Unit.KILOGRAM: "kg", Unit.LITRE: "l", Unit.METRE: "m"},
}
_POINTS: Final = {RU: ("балл", "балла", "баллов"), EN: ("point", "points")}
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def format_number(value: int, decimals: int, lang: str) -> str:
    """Return ``value`` / 10**``decimals`` with all its decimals: ``1 234,50`` or ``1,234.50``."""
    whole, rest = divmod(abs(value), int(10**decimals))
    grouped = f"{whole:,}"
    if lang == RU:
        grouped = grouped.replace(",", NBSP)
    fraction = f"{'.' if lang == EN else ','}{rest:0{decimals}}" if decimals else ""
    return f"{MINUS if value < 0 else ''}{grouped}{fraction}"


def format_money(minor: int, lang: str, currency: str = "RUB") -> str:
    """Return an amount of minor units: ``1 234,50 ₽`` or ``₽1,234.50``."""
    sign = _SIGNS.get(currency, currency)
    if lang == EN:
        return f"{MINUS if minor < 0 else ''}{sign}{format_number(abs(minor), 2, lang)}"
    return f"{format_number(minor, 2, lang)}{NBSP}{sign}"


def format_quantity(qty_milli: int, lang: str, unit: Unit | None = None) -> str:
    """Return thousandths without idle zeros: ``2``, ``0,345 кг``."""
    decimals = 3 if qty_milli % MILLI else 0
    number = format_number(qty_milli if decimals else qty_milli // MILLI, decimals, lang)
    return f"{number}{NBSP}{_UNITS[lang][unit]}" if unit else number


def format_points(points: int, exponent: int, lang: str) -> str:
    """Return minor point units as a number: ``1 240``, with the programme's decimals only where needed."""
    scale = int(10**exponent)
    if points % scale:
        return format_number(points, exponent, lang)
    return format_number(abs(points) // scale * (-1 if points < 0 else 1), 0, lang)


def points_in_words(points: int, exponent: int, lang: str) -> str:
    """Return minor point units with their word: ``1 240 баллов``, ``1 point``."""
    scale = int(10**exponent)
    forms = _POINTS[lang]
    # after a fraction: балла, points
    word = forms[1] if points % scale else plural(abs(points) // scale, forms, lang)
    return f"{format_points(points, exponent, lang)}{NBSP}{word}"


def format_share(bp: int, lang: str) -> str:
    """Return basis points as per cent: ``7,5 %`` or ``7.5%``."""
    decimals = 0 if bp % 100 == 0 else 1 if bp % 10 == 0 else 2
    number = format_number(bp // 10 ** (2 - decimals), decimals, lang)
    return f"{number}%" if lang == EN else f"{number}{NBSP}%"


def format_day(at: datetime, zone: str, lang: str) -> str:
    """Return the day in the shop's zone: ``30.11.2026`` or ``30 Nov 2026``."""
    local = at.astimezone(ZoneInfo(zone))
    if lang == EN:
        return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"
    return f"{local.day:02}.{local.month:02}.{local.year}"


def format_moment(at: datetime, zone: str, lang: str) -> str:
    """Return day and minute in the shop's zone: ``30.11.2026 12:48``."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{format_day(at, zone, lang)} {local.hour:02}:{local.minute:02}"


def plural(count: int, forms: tuple[str, ...], lang: str) -> str:
    """Return the form that goes with ``count``: (one, few, many) in Russian, (one, other) in English."""
    if lang == EN:
        return forms[0] if count == 1 else forms[1]
    tens, ones = count % 100 // 10, count % 10
    if tens == 1 or ones == 0 or ones > 4:  # noqa: PLR2004 - 2, 3, 4 take the second form
        return forms[2]
    return forms[0] if ones == 1 else forms[1]
