"""What the page of the shift shows; plain facts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from loyalty_pos.core.receipt import Receipt
from loyalty_pos.core.sale import ShiftTotals
from loyalty_pos.till.counter.unfinished import LooseEnd


class Step(StrEnum):
    """What the typed amount is for."""

    CLOSED = "closed"
    OPEN = "open"
    CASH_IN = "cash_in"
    CASH_OUT = "cash_out"
    REASON = "reason"
    COUNT = "count"
    PIECES = "pieces"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class ShiftState:
    """``totals`` None = no open shift; ``exponent``: decimals of points.

    ``counted_minor``: what lay in the drawer at the end, None before; ``paper``: the X or Z that was printed.
    ``amount_minor``: what is moved, or what was counted so far; ``piece_minor``: the note or coin that is asked for;
    ``reasons``: codes to choose from; ``loose``: what is not finished. ``openings``: when, by the shop's clock, and why
    the drawer was opened without a sale.
    """

    step: Step
    number: int
    totals: ShiftTotals | None
    exponent: int
    counted_minor: int | None = None
    paper: Receipt | None = None
    amount_minor: int = 0
    piece_minor: int = 0
    reasons: tuple[str, ...] = ()
    loose: tuple[LooseEnd, ...] = ()
    openings: tuple[tuple[datetime, str], ...] = ()
