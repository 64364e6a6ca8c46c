"""What the customer puts on the counter: articles, lines, a basket; plain facts, no rules."""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.core.money import line_amount

MAX_LINES = 500


class Unit(StrEnum):
    """How the article is counted; weighed goods are never split into printed sub-lines."""

    PIECE = "piece"
    KILOGRAM = "kilogram"
    LITRE = "litre"
    METRE = "metre"


class FiscalObject(StrEnum):
    """Sign of the payment object (tag 1212)."""

    COMMODITY = "commodity"
    EXCISE = "excise"
    SERVICE = "service"
    PAYMENT = "payment"


class FiscalMethod(StrEnum):
    """Sign of the payment method (tag 1214)."""

    FULL_PAYMENT = "full_payment"
    ADVANCE = "advance"


@dataclass(frozen=True, slots=True)
class Article:
    """Goods as the shop sells them; prices per 1 unit.

    ``vat_bp``: VAT rate inside the price, -1 = without VAT. ``min_price_minor``: no discount and no points
    below it. ``cost_minor`` with the programme's margin gives a second floor. ``fixed_price``: tobacco and
    the like, never discounted. ``age``: 0 or the age to check.
    """

    id: str
    name: str
    price_minor: int
    category: str = ""
    brand: str = ""
    unit: Unit = Unit.PIECE
    vat_bp: int = 2200
    min_price_minor: int = 0
    cost_minor: int = 0
    fixed_price: bool = False
    no_discount: bool = False
    no_earn: bool = False
    no_redeem: bool = False
    age: int = 0
    fiscal_object: FiscalObject = FiscalObject.COMMODITY


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the receipt; ``id`` counts from 1 and never changes, ``price_minor`` is the shelf price.

    ``approved_by``: cashier id of whoever approved a typed price (unknown barcode), else empty.
    ``reward``: id of the catalogue's reward that this line is, "" = goods that are paid. ``voucher``: keyed hash of the
    gift certificate that this line sells, 0 = none; such a line is money for later: no discount, no points.
    """

    id: int
    article: Article
    qty_milli: int
    price_minor: int
    approved_by: str = ""
    reward: str = ""
    voucher: int = 0
    voucher_last4: str = ""

    @property
    def gross_minor(self) -> int:
        """Amount before any discount, half-up (W01)."""
        return line_amount(self.price_minor, self.qty_milli)


@dataclass(frozen=True, slots=True)
class Basket:
    """All lines in order of their ids."""

    lines: tuple[Line, ...] = ()

    @property
    def gross_minor(self) -> int:
        """Sum of the lines before discounts."""
        return sum(line.gross_minor for line in self.lines)
