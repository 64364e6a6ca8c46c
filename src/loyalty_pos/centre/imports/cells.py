"""Cells of old files -> exact values; a text that means two things is refused, never guessed."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from loyalty_pos.core import phone as phones
from loyalty_pos.core.cards import is_digits, is_payment_number
from loyalty_pos.core.problems import BadPhone

_SPACES: Final = str.maketrans("", "", " \u00a0\u2009\u202f'")
_CURRENCY: Final = ("руб.", "руб", "р.", "₽", "rub")
_YES: Final = frozenset({"1", "да", "yes", "true", "+", "y", "д", "истина"})
_NO: Final = frozenset({"", "0", "нет", "no", "false", "-", "n", "н", "ложь"})
_DATE_FORMS: Final = ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y")
_MIN_CARD_DIGITS, _MAX_CARD_DIGITS = 4, 30
_MAX_MINOR: Final = 10**13


class BadCell(Exception):
    """A cell cannot be read; ``reason`` is a code of ``cli/words.py``."""

    def __init__(self, column: str, reason: str, text: str = "") -> None:
        super().__init__(column, reason, text)
        self.column = column
        self.reason = reason
        self.text = text[:40]


def need(text: str, column: str) -> str:
    """Return the text, or refuse an empty cell."""
    if not text:
        raise BadCell(column, "empty")
    return text


def money(text: str, column: str) -> int:
    """Return minor units of ``1 234,50``, ``1234.5``, ``99 руб.``; at most two decimals, never negative."""
    return _scaled(_without_currency(text), column, 2)


def points(text: str, column: str, exponent: int) -> int:
    """Return minor point units; more decimals than the programme keeps are refused."""
    return _scaled(text, column, exponent)


def whole(text: str, column: str) -> int:
    """Return a whole number >= 0; "" is 0."""
    return _scaled(text, column, 0) if text else 0


def percent(text: str, column: str) -> int:
    """Return basis points of ``5``, ``5%``, ``7,5 %``; 0 to 100 %."""
    value = _scaled(text.replace("%", ""), column, 2) if text else 0
    if value > 10_000:  # noqa: PLR2004 - a hundred per cent
        raise BadCell(column, "over_100_percent", text)
    return value


def yes(text: str, column: str) -> bool:
    """Return a yes or no."""
    lowered = text.casefold()
    if lowered in _YES:
        return True
    if lowered in _NO:
        return False
    raise BadCell(column, "not_yes_or_no", text)


def day(text: str, column: str) -> date | None:
    """Return a calendar day of ``31.12.2026``, ``2026-12-31``, ``31/12/2026``; None for ""."""
    if not text:
        return None
    bare = text.replace("T", " ").split(maxsplit=1)[0]
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(bare, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise BadCell(column, "not_a_date", text)


def card_number(text: str, column: str) -> str:
    """Return the digits of a loyalty card; spreadsheets' ``2,9E+15`` and payment cards are refused."""
    bare = need(text, column).translate(_SPACES)
    if "E" in bare.upper():
        raise BadCell(column, "digits_lost", text)
    if not is_digits(bare) or not _MIN_CARD_DIGITS <= len(bare) <= _MAX_CARD_DIGITS:
        raise BadCell(column, "not_a_card", text)
    if is_payment_number(bare):
        raise BadCell(column, "payment_card")
    return bare


def phone(text: str, column: str) -> str:
    """Return the phone in E.164, "" for ""."""
    if not text:
        return ""
    try:
        return phones.normalise(text)
    except BadPhone as error:
        raise BadCell(column, "not_a_phone", text) from error


def barcodes(text: str, column: str) -> list[str]:
    """Return the barcodes of a cell, separated by commas, semicolons or spaces."""
    found = [code for code in text.replace(",", " ").replace(";", " ").split() if code]
    for code in found:
        if "E+" in code.upper():
            raise BadCell(column, "digits_lost", text)
        if not code.isascii() or not code.isprintable() or len(code) > 40:  # noqa: PLR2004 - longest code of old tills
            raise BadCell(column, "not_a_barcode", text)
    return list(dict.fromkeys(found))


def _without_currency(text: str) -> str:
    lowered = text.casefold().strip()
    for word in _CURRENCY:
        lowered = lowered.removesuffix(word).strip()
    return lowered


def _scaled(text: str, column: str, decimals: int) -> int:
    bare = need(text, column).translate(_SPACES)
    if "," in bare and "." in bare:
        bare = bare.replace("," if bare.rfind(".") > bare.rfind(",") else ".", "")
    bare = bare.replace(",", ".")
    if not bare.isascii() or set(bare) - set("0123456789.-"):
        raise BadCell(column, "not_a_number", text)
    try:
        value = Decimal(bare).scaleb(decimals)
    except InvalidOperation as error:
        raise BadCell(column, "not_a_number", text) from error
    if value < 0:
        raise BadCell(column, "negative", text)
    if value != value.to_integral_value():
        raise BadCell(column, "too_many_decimals", text)
    if value > _MAX_MINOR:
        raise BadCell(column, "too_large_number", text)
    return int(value)
