"""The paper of another till: its receipt's number, or the QR that a Russian fiscal receipt carries.

The QR is ``t=20261120T1248&s=1234.50&fn=9999078900001234&i=512&fp=1234567890&n=1``: time, sum, fiscal drive, document,
sign, kind of document (FNS, order ED-7-20/662@: 1 sale, 2 return of a sale). It must never be believed beyond what it
names: anybody can print one, so it only finds a sale that this till has in its own book.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from loyalty_pos.core.problems import OtherPaperUnreadable

LONGEST_NUMBER = 40
_FIELD = re.compile(r"(t|s|fn|i|fp|n)=([0-9T.]{1,20})")
_SUM = re.compile(r"([0-9]{1,10})(?:\.([0-9]{1,2}))?")
_TIME = re.compile(r"[0-9]{8}T[0-9]{4}(?:[0-9]{2})?")
_NUMBER = re.compile(r"[0-9A-Za-zА-Яа-яЁё/#№._-]+(?: [0-9A-Za-zА-Яа-яЁё/#№._-]+)*")
_NAMES = frozenset({"t", "s", "fn", "i", "fp", "n"})


class PaperKind(IntEnum):
    """``n`` of the QR: what money did."""

    SALE = 1
    SALE_RETURNED = 2
    PURCHASE = 3
    PURCHASE_RETURNED = 4


@dataclass(frozen=True, slots=True)
class OtherPaper:
    """``key``: what the paper is kept and found by. ``sum_minor`` and ``kind``: of a fiscal QR, None = a number alone."""

    key: str
    sum_minor: int | None = None
    kind: PaperKind | None = None


def is_fiscal_code(text: str) -> bool:
    """Tell whether a scanned text means to be the QR of a fiscal receipt."""
    return "fn=" in text and "fp=" in text and "&" in text


def read_paper(text: str) -> OtherPaper:
    """Return what the text names. Raises ``OtherPaperUnreadable``."""
    bare = " ".join(text.split())
    if is_fiscal_code(bare):
        return _fiscal(bare)
    if not bare or len(bare) > LONGEST_NUMBER or not _NUMBER.fullmatch(bare):
        raise OtherPaperUnreadable(length=len(text))
    return OtherPaper(f"no:{bare.upper()}")


def _fiscal(text: str) -> OtherPaper:
    """Read the six fields, in any order, each once."""
    found = [_FIELD.fullmatch(part) for part in text.split("&")]
    fields = {one[1]: one[2] for one in found if one is not None}
    if len(fields) != len(found) or fields.keys() != _NAMES:
        raise OtherPaperUnreadable(length=len(text))
    amount, kind = _SUM.fullmatch(fields["s"]), fields["n"]
    numbers = fields["fn"], fields["i"], fields["fp"]
    whole = amount is not None and all(map(_is_number, numbers)) and _TIME.fullmatch(fields["t"])
    if not whole or amount is None or kind not in {str(int(one)) for one in PaperKind}:
        raise OtherPaperUnreadable(length=len(text))
    sum_minor = int(amount[1]) * 100 + int((amount[2] or "").ljust(2, "0"))
    drive, document, sign = (number.lstrip("0") for number in numbers)
    return OtherPaper(f"fn:{drive}:{document}:{sign}", sum_minor, PaperKind(int(kind)))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
