"""What a scan does: a table of pages and kinds. No page and no kind is without a deed. No Qt."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from loyalty_pos.till.scanning.kinds import PEOPLE, ScanKind
from loyalty_pos.ui.shell.state import PageName


class Deed(StrEnum):
    """``HERE``: the page takes it. ``SALE``: it belongs to the receipt, wherever the cashier is.

    ``BADGE``: say whose it is. The others say what is wanted first.
    """

    HERE = "here"
    SALE = "sale"
    BADGE = "badge"
    PIN_FIRST = "pin_first"
    RECEIPT_FIRST = "receipt_first"


Row = Mapping[ScanKind, Deed]


def _row(otherwise: Deed, here: Iterable[ScanKind] = ()) -> Row:
    return dict.fromkeys(ScanKind, otherwise) | dict.fromkeys(here, Deed.HERE) | {ScanKind.BADGE: Deed.BADGE}


_SELLS: Final = _row(Deed.SALE)
_ITS_OWN: Final = _row(Deed.HERE)
_ASKS_WHO: Final = _row(Deed.SALE, (*PEOPLE, ScanKind.UNKNOWN))

DEEDS: Final[Mapping[PageName, Row]] = dict.fromkeys(PageName, _SELLS) | {
    PageName.LOGIN: {**_row(Deed.PIN_FIRST), ScanKind.BADGE: Deed.HERE},
    PageName.SALE: _ITS_OWN,
    PageName.BESIDE: _ITS_OWN,
    PageName.PAYMENT: _row(Deed.SALE, (ScanKind.CERTIFICATE,)),
    PageName.BALANCE: _ASKS_WHO,
    PageName.STATEMENT: _ASKS_WHO,
    PageName.CARDS: _ASKS_WHO,
    PageName.DESK: _row(Deed.SALE, (*PEOPLE, ScanKind.UNKNOWN, ScanKind.RECEIPT)),
    PageName.BENEFITS: _ITS_OWN,
    PageName.ISSUE: _ITS_OWN,
    PageName.PACKS: _ITS_OWN,
    PageName.LATE_CARD: _ITS_OWN,
    PageName.SCANNERS: dict.fromkeys(ScanKind, Deed.HERE),
    PageName.RETURN: _row(Deed.RECEIPT_FIRST, (ScanKind.RECEIPT, ScanKind.GOODS, ScanKind.UNKNOWN, *PEOPLE)),
}
"""The menu, the shift, the status, the paper after a sale...: what is scanned there begins or continues a receipt."""

BY_FORM: Final = frozenset(
    page
    for page, row in DEEDS.items()
    if len({deed for kind, deed in row.items() if kind is not ScanKind.BADGE}) == 1
)
"""Pages to which only a badge is different: nothing is looked up to choose the deed, the sale's path least of all."""
