"""What the page of returns shows; plain facts."""

from dataclasses import dataclass
from datetime import datetime

from loyalty_pos.core.sale import ReturnedLine
from loyalty_pos.till.elsewhere.finding import OtherReceipt
from loyalty_pos.till.returns import CameBack, ReturnableLine, ReturnPreview


@dataclass(frozen=True, slots=True)
class SaleRow:
    """One of the latest sales."""

    code: str
    number: int
    at: datetime
    paid_minor: int
    goods: str
    back: CameBack = CameBack.NOTHING


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A line of the sale; ``back_milli`` thousandths of it come back now, ``worth``: what they give back, printed part by part."""

    line: ReturnableLine
    back_milli: int
    worth: tuple[ReturnedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnState:
    """Choosing a sale (``rows`` empty) or its lines. ``preview`` None = nothing can go back as marked.

    ``back``: how much of the chosen sale came back already; ``other``: it is another till's receipt. ``found``: ``sales``
    are those that were looked for. ``without``: there is no receipt, the rows are goods at today's price.
    """

    sales: tuple[SaleRow, ...] = ()
    rows: tuple[ReturnRow, ...] = ()
    marked: int = 0
    preview: ReturnPreview | None = None
    number: int = 0
    sold_at: datetime | None = None
    exponent: int = 0
    back: CameBack = CameBack.NOTHING
    other: OtherReceipt | None = None
    found: bool = False
    without: bool = False
