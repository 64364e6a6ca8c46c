"""What the commands of the counter share: the open till, who works at it, texts typed as numbers."""

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation

from loyalty_pos.cli.words import BadOption, NoPinGiven, NoTillHere
from loyalty_pos.storage.kinds import JOURNAL
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import Till, TillSettings, open_shop_till

_PIN = "LOYALTY_POS_PIN"


def till_here(options: Namespace) -> TillSettings:
    """Return how this machine's till is opened; opening it would make one. Raises ``NoTillHere``."""
    folders = folders_at(options.data)
    if not (folders.till / f"{JOURNAL.name}.db").exists():
        raise NoTillHere(folder=str(folders.data))
    return TillSettings(folders.till, language=options.lang)


@contextmanager
def open_till(options: Namespace) -> Iterator[Till]:
    """Open this machine's till; what it wrote is offered to the centre afterwards, and waits if that fails."""
    till = open_shop_till(till_here(options))
    try:
        yield till
        till.sync_once()
    finally:
        till.close()


def log_in(till: Till, options: Namespace) -> None:
    """Log in by the PIN of the command line or of ``LOYALTY_POS_PIN``; opens the shift if none is open.

    Raises ``NoPinGiven``.
    """
    pin = options.pin or os.environ.get(_PIN, "")
    if not pin:
        raise NoPinGiven
    till.staff.log_in(pin, options.staff)
    if till.shift.current() is None:
        till.shift.open(0)


def quantity(text: str, option: str) -> tuple[str, int]:
    """Return (code, thousandths) of ``CODE`` or ``CODE*QUANTITY``."""
    code, _, amount = text.rpartition("*") if "*" in text else (text, "", "1")
    milli = _scaled(amount, 3, option)
    if not code or milli <= 0:
        raise BadOption(option=option, text=text)
    return code, milli


def money(text: str, option: str) -> int:
    """Return minor units of ``1000`` or ``99,90``."""
    return _scaled(text, 2, option)


def points(text: str, scale: int) -> int | None:
    """Return minor point units; None = all."""
    if text == "all":
        return None
    if not text.isascii() or not text.isdigit():
        raise BadOption(option="--points", text=text)
    return int(text) * scale


def _scaled(text: str, decimals: int, option: str) -> int:
    try:
        value = Decimal(text.replace(",", ".")).scaleb(decimals)
    except InvalidOperation as error:
        raise BadOption(option=option, text=text) from error
    if not value.is_finite() or value != value.to_integral_value() or value < 0:
        raise BadOption(option=option, text=text)
    return int(value)
