"""Facts that a till commits for ever: sales, returns, voids, shifts, cards issued or put to a receipt later.

They are the bodies of events (``wire/events.py``): only ints, texts, bools and tuples of them, so that the
same fact has the same bytes everywhere. Times inside are UTC microseconds since 1970 (``*_us``). Nothing here
is personal: names and phones travel in the sealed part of the event.
"""

from loyalty_pos.core.sale._attaching import CardAttached
from loyalty_pos.core.sale._people import CardIssued, MemberChange, MemberChanged, Noted
from loyalty_pos.core.sale._seen import Seen, SeenGoods, SeenMember
from loyalty_pos.core.sale._selling import (
    Issued,
    IssuedKind,
    Promised,
    Sale,
    SoldAward,
    SoldDiscount,
    SoldLine,
    SoldReward,
    SoldStamps,
    Tender,
    TenderKind,
    UsedCode,
    certificates_in,
)
from loyalty_pos.core.sale._shift import CashMoved, ShiftClosed, ShiftOpened, ShiftTotals
from loyalty_pos.core.sale._totals import TOTALS, addends, totals_of
from loyalty_pos.core.sale._undoing import Return, ReturnedLine, Void

__all__ = [
    "TOTALS",
    "CardAttached",
    "CardIssued",
    "CashMoved",
    "Fact",
    "Issued",
    "IssuedKind",
    "MemberChange",
    "MemberChanged",
    "Noted",
    "Promised",
    "Return",
    "ReturnedLine",
    "Sale",
    "Seen",
    "SeenGoods",
    "SeenMember",
    "ShiftClosed",
    "ShiftOpened",
    "ShiftTotals",
    "SoldAward",
    "SoldDiscount",
    "SoldLine",
    "SoldReward",
    "SoldStamps",
    "Tender",
    "TenderKind",
    "UsedCode",
    "Void",
    "addends",
    "certificates_in",
    "totals_of",
]

Fact = (
    Sale
    | Return
    | Void
    | ShiftOpened
    | ShiftClosed
    | CashMoved
    | CardIssued
    | CardAttached
    | MemberChanged
    | Noted
)
