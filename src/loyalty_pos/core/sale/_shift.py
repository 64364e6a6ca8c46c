"""A shift at a till: opened, counted, closed, and money that moved without a sale."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShiftOpened:
    shift_id: str
    number: int
    store_id: str
    cashier_id: str
    opened_at_us: int
    float_minor: int


@dataclass(frozen=True, slots=True)
class ShiftTotals:
    """X or Z: counts and sums of one shift so far; sums in minor units, points in minor point units.

    ``certificates_sold_minor``: money for certificates less what came back for them; it is no turnover and stands in
    none of the sums of goods. ``certificate_minor``: what certificates paid.
    """

    sales: int = 0
    returns: int = 0
    voids: int = 0
    sold_minor: int = 0
    returned_minor: int = 0
    voided_minor: int = 0
    cash_minor: int = 0
    card_minor: int = 0
    certificate_minor: int = 0
    discount_minor: int = 0
    points_money_minor: int = 0
    redeemed: int = 0
    accrued: int = 0
    points_back: int = 0
    accrued_back: int = 0
    cash_in_minor: int = 0
    cash_out_minor: int = 0
    float_minor: int = 0
    certificates_sold_minor: int = 0

    @property
    def cash_in_drawer_minor(self) -> int:
        """What must lie in the drawer: float + cash taken - cash given back + cash in - cash out."""
        return self.float_minor + self.cash_minor + self.cash_in_minor - self.cash_out_minor


@dataclass(frozen=True, slots=True)
class ShiftClosed:
    """The Z record: the seq range of the shift's events, its totals and the chain's head before it.

    ``pieces``: (minor units of a note or coin, how many of them lay there); () = only the sum was counted.
    """

    shift_id: str
    number: int
    store_id: str
    cashier_id: str
    closed_at_us: int
    first_seq: int
    last_seq: int
    head_hash: str
    totals: ShiftTotals
    counted_minor: int
    pieces: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CashMoved:
    """Money put into (positive) or taken out of (negative) the drawer with a reason, and who allowed it ("" = nobody had to)."""

    shift_id: str
    store_id: str
    cashier_id: str
    moved_at_us: int
    amount_minor: int
    reason: str
    approved_by: str = ""
