"""The answer of pricing: every line, every discount with cause and funder, every kopeck explained; plain facts.

The parts are named tuples, not dataclasses, which take three times as long to make. Discounts and steps, dozens at
each key press, are kept as plain rows and get their names where somebody reads them: a named one takes four times as
long as a row (both measured with the pricing figure of ``bench``).
"""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from loyalty_pos.core.basket import Line, Unit
from loyalty_pos.core.money import MILLI, Rounding, divide
from loyalty_pos.core.problems import Problem


class Cause(StrEnum):
    """Why a line became cheaper."""

    ITEM = "item"
    CARD = "card"
    BASKET = "basket"
    COUPON = "coupon"
    ROUNDING = "rounding"


Facts = tuple[tuple[str, int | str], ...]
Given = tuple[str, Cause, int, str]
"""The row of a ``Discount``."""
Told = tuple[str, str, int, str, int, Facts]
"""The row of a ``Step``."""


class Discount(NamedTuple):
    """One discount on one line. ``funder``: who pays for it (partner id, "" = the shop)."""

    rule_id: str
    cause: Cause
    amount_minor: int
    funder: str = ""


Part = tuple[int, int, int]
"""A printed sub-line, (quantity in thousandths, unit price, net): their product exactly, or a weighed line kept whole
(W04). A plain tuple like the part of a sold line: its fields have no names at each key press."""


class QuotedLine(NamedTuple):
    """One line priced. gross = sum(discounts) + points_money + net; net = certificate + paid.

    ``given``: the rows of ``discounts``.
    ``points``: redeemed minor point units of this line; ``accrued``: earned minor point units, of which ``extra``
    come from awards.
    """

    line: Line
    gross_minor: int
    given: tuple[Given, ...]
    points_money_minor: int
    points: int
    net_minor: int
    certificate_minor: int
    paid_minor: int
    accrued: int
    floor_minor: int
    extra: int = 0

    @property
    def discounts(self) -> tuple[Discount, ...]:
        """The discounts on this line, in the order in which they were given."""
        return tuple(map(Discount._make, self.given))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The line as it is printed: in two where its sum is not divisible by its pieces; weighed goods stay whole (W04)."""
        qty, net = self.line.qty_milli, self.net_minor
        if qty % MILLI or self.line.article.unit is not Unit.PIECE:
            return ((qty, self._unit_price, net),)
        price, dearer = divmod(net, qty // MILLI)
        if not dearer:
            return ((qty, price, net),)
        cheaper = qty // MILLI - dearer
        return (dearer * MILLI, price + 1, dearer * (price + 1)), (cheaper * MILLI, price, cheaper * price)

    @property
    def _unit_price(self) -> int:
        """The price of a kilogram; without a discount it is that of the shelf, which rounding cannot give back."""
        if self.net_minor == self.line.gross_minor:
            return self.line.price_minor
        return divide(self.net_minor * MILLI, self.line.qty_milli, Rounding.HALF_UP)

    @property
    def discount_minor(self) -> int:
        """Sum of the discounts on this line, without points."""
        return sum([amount_minor for _, _, amount_minor, _ in self.given])


class Award(NamedTuple):
    """Points on top of what the purchase earns, a lot of their own: minor point units and their life, None = for ever."""

    id: str
    points: int
    activate_at: datetime
    expire_at: datetime | None = None


class Step(NamedTuple):
    """One line of the explanation, as data. ``line_id`` 0 = whole receipt.

    ``rule_id`` names the rule, ``what`` is a code of ``till/wording.py`` with ``facts`` as its numbers.
    """

    phase: str
    rule_id: str
    line_id: int
    what: str
    amount_minor: int = 0
    facts: Facts = ()


class VatGroup(NamedTuple):
    """VAT inside the total per rate, computed per group after all discounts; ``vat_bp`` -1 = without VAT."""

    vat_bp: int
    net_minor: int
    vat_minor: int


class Hint(NamedTuple):
    """Something worth saying: ``what`` is a code (``next_tier``, ``expiring``...), ``facts`` its numbers."""

    what: str
    facts: Facts = ()


class Quote(NamedTuple):
    """A priced basket. Sums over lines equal the totals here, always (asserted where a sale is committed).

    ``max_redeem``: the most points this receipt could take now with no regard to connection;
    ``redeemed``: points used; ``due_minor`` = gross - discounts - points; ``payable_minor`` = due - certificates.
    ``accrued``: all points earned, ``awards`` among them. ``counted``: what limited things this receipt uses up
    (``programme.periods``). ``counter_provision_minor``: the part of the points that the fiscal receipt settles as
    counter-provision (tag 1217), 0 where points are a plain discount.
    """

    programme_id: str
    bundle: str
    account_id: str
    lines: tuple[QuotedLine, ...]
    gross_minor: int
    discount_minor: int
    points_money_minor: int
    redeemed: int
    max_redeem: int
    due_minor: int
    certificate_minor: int
    payable_minor: int
    accrued: int
    vat: tuple[VatGroup, ...] = ()
    told: tuple[Told, ...] = ()
    hints: tuple[Hint, ...] = ()
    refusals: tuple[Problem, ...] = ()
    tier_id: str = ""
    card_discount_bp: int = 0
    awards: tuple[Award, ...] = ()
    counted: tuple[tuple[str, int], ...] = ()
    counter_provision_minor: int = 0

    @property
    def trace(self) -> tuple[Step, ...]:
        """Why each line costs what it costs, step by step in the order of work; ``told`` are its rows."""
        return tuple(map(Step._make, self.told))
