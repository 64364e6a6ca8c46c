"""Facts that a till commits for ever: sales, returns, voids, shifts, cards issued.

They are the bodies of events (``wire/events.py``): only ints, texts, bools and tuples of them, so that the
same fact has the same bytes everywhere. Times inside are UTC microseconds since 1970 (``*_us``). Nothing here
is personal: names and phones travel in the sealed part of the event.
"""

from dataclasses import dataclass
from enum import StrEnum


class TenderKind(StrEnum):
    CASH = "cash"
    CARD = "card"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class Tender:
    """Money taken (or given back in a return). ``amount_minor`` > 0; change is not in it."""

    kind: TenderKind
    amount_minor: int
    reference: str = ""


@dataclass(frozen=True, slots=True)
class SoldDiscount:
    rule_id: str
    cause: str
    amount_minor: int
    funder: str = ""


@dataclass(frozen=True, slots=True)
class SoldLine:
    """What later needs and cannot reconstruct (domain.md 0.3): gross, discounts, points, certificate, paid, accrued."""

    line_id: int
    article_id: str
    name: str
    category: str
    qty_milli: int
    price_minor: int
    gross_minor: int
    discounts: tuple[SoldDiscount, ...]
    points: int
    points_money_minor: int
    certificate_minor: int
    paid_minor: int
    accrued: int
    vat_bp: int
    fiscal_object: str
    fiscal_method: str
    parts: tuple[tuple[int, int, int], ...]
    approved_by: str = ""

    @property
    def net_minor(self) -> int:
        """Due for this line after discounts and points: certificate + paid."""
        return self.certificate_minor + self.paid_minor


@dataclass(frozen=True, slots=True)
class SoldAward:
    """Points of a sale that live a life of their own: an award of the programme, minor point units (0 = never).

    ``partner``: whose stores alone take them, "" = everywhere.
    """

    id: str
    points: int
    activate_at_us: int
    expire_at_us: int
    partner: str = ""


class IssuedKind(StrEnum):
    """What kind of right a sale brings into the world."""

    CERTIFICATE = "certificate"
    MEMBERSHIP = "membership"
    COUPON = "coupon"


@dataclass(frozen=True, slots=True)
class Issued:
    """A right that begins with this sale: a certificate or membership that was paid for, a coupon for next time.

    ``key``: keyed hash of its code (``core.lookup``) as decimal text, "" for a membership; ``last4`` of that code.
    ``series``: the certificates' series, the club, or the coupon's series. ``line_id`` 0 = no line was paid for it.
    ``amount_minor``: what a certificate is worth, 0 otherwise. Holds from ``since_us`` to ``until_us`` (0 = for ever).
    """

    kind: IssuedKind
    key: str
    series: str
    line_id: int = 0
    amount_minor: int = 0
    since_us: int = 0
    until_us: int = 0
    last4: str = ""


def certificates_in(rights: tuple[Issued, ...]) -> int:
    """Return the money of the certificates among these rights: a debt of the shop's, no turnover."""
    return sum(right.amount_minor for right in rights if right.kind is IssuedKind.CERTIFICATE)


@dataclass(frozen=True, slots=True)
class UsedCode:
    """A serial coupon that this sale used once: ``key`` as in ``Issued``; ``rule_id``: what it gave."""

    key: str
    series: str
    rule_id: str
    last4: str = ""


@dataclass(frozen=True, slots=True)
class SoldReward:
    """A reward on a line of its own that costs nothing: it takes ``points`` (minor units), a gift for stamps takes none."""

    id: str
    line_id: int
    points: int


@dataclass(frozen=True, slots=True)
class SoldStamps:
    """Stamps that a line earned, or below zero that its gift used, under the ``key`` of ``Sale.counted``."""

    key: str
    line_id: int
    stamps: int


@dataclass(frozen=True, slots=True)
class Sale:
    """A committed sale. ``code`` is the receipt's code (what its QR says), ``number`` a decoration per shift.

    ``operation`` is the redemption's op id (R1), "" without one; ``account_id`` "" without a member.
    ``accrued`` is all that was earned, ``awards`` among it; ``activate_at_us``/``expire_at_us`` give the life of
    the lot that the rest becomes (0 = never). ``counted``: what limited things the sale used up
    (``programme.periods``). ``counter_provision_minor``: see ``core.quote.Quote``. ``coupons``: (coupon, rule) for
    each offer and award that acted by a coupon on the receipt. ``issued``, ``used_codes``, ``rewards``: rights that
    begin, are used up, or were taken from the catalogue; ``stamps``: what of ``counted`` belongs to which line. A
    certificate that paid is a tender, its ``reference`` the keyed hash of its code as decimal text.
    """

    sale_id: str
    code: str
    number: int
    shift_id: str
    store_id: str
    cashier_id: str
    sold_at_us: int
    programme_id: str
    bundle: str
    account_id: str
    card_last4: str
    lines: tuple[SoldLine, ...]
    tenders: tuple[Tender, ...]
    gross_minor: int
    discount_minor: int
    points_money_minor: int
    certificate_minor: int
    paid_minor: int
    redeemed: int
    operation: str
    accrued: int
    activate_at_us: int
    expire_at_us: int
    change_minor: int = 0
    awards: tuple[SoldAward, ...] = ()
    counted: tuple[tuple[str, int], ...] = ()
    counter_provision_minor: int = 0
    coupons: tuple[tuple[str, str], ...] = ()
    issued: tuple[Issued, ...] = ()
    used_codes: tuple[UsedCode, ...] = ()
    rewards: tuple[SoldReward, ...] = ()
    stamps: tuple[SoldStamps, ...] = ()

    @property
    def base_accrued(self) -> int:
        """Points earned without awards: what the sale's first lot is."""
        return self.accrued - sum(award.points for award in self.awards)


@dataclass(frozen=True, slots=True)
class ReturnedLine:
    """Part of a sold line that came back, with its exact shares (W12, W12b).

    ``part``: which printed sub-line of the sale it names, counting from 1 (decisions 7).
    """

    line_id: int
    qty_milli: int
    paid_minor: int
    certificate_minor: int
    points: int
    points_money_minor: int
    accrued: int
    gross_minor: int
    part: int = 1


@dataclass(frozen=True, slots=True)
class Return:
    """A return. ``points_back`` go to the member, ``accrued_back`` are taken back; money as ``tenders``.

    ``paid_minor`` is the money share of the goods. Where the programme withholds (W13), ``withheld_minor`` of it
    stays with the shop for ``withheld_points`` that the member has spent: the tenders are less by that money and
    ``accrued_back`` by those points. ``cancelled``: rights of the sale that end with it. ``counted``: what its lines
    had counted of limited things, to be taken off again.
    """

    return_id: str
    sale_id: str
    sale_code: str
    code: str
    number: int
    shift_id: str
    store_id: str
    cashier_id: str
    returned_at_us: int
    account_id: str
    lines: tuple[ReturnedLine, ...]
    tenders: tuple[Tender, ...]
    paid_minor: int
    certificate_minor: int
    points_back: int
    accrued_back: int
    reason: str = ""
    approved_by: str = ""
    withheld_points: int = 0
    withheld_minor: int = 0
    cancelled: tuple[Issued, ...] = ()
    counted: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Void:
    """A whole sale undone in its own shift at its own till; same sums as the sale, opposite sign.

    ``counted``: what the sale had used up of limited things, and what is free again now. ``cancelled``: rights of the
    sale that end with it; ``freed_codes``: serial coupons that may be used again.
    """

    void_id: str
    sale_id: str
    sale_code: str
    shift_id: str
    store_id: str
    cashier_id: str
    voided_at_us: int
    account_id: str
    tenders: tuple[Tender, ...]
    paid_minor: int
    points_back: int
    accrued_back: int
    operation: str
    reason: str = ""
    approved_by: str = ""
    counted: tuple[tuple[str, int], ...] = ()
    cancelled: tuple[Issued, ...] = ()
    freed_codes: tuple[UsedCode, ...] = ()


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
    """The Z record: the seq range of the shift's events, its totals and the chain's head before it."""

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


@dataclass(frozen=True, slots=True)
class CashMoved:
    """Money put into (positive) or taken out of (negative) the drawer with a reason."""

    shift_id: str
    store_id: str
    cashier_id: str
    moved_at_us: int
    amount_minor: int
    reason: str


@dataclass(frozen=True, slots=True)
class CardIssued:
    """A card given out at the counter; name, phone, birthday are in the event's sealed part.

    ``card_number`` is the new card; ``phone_key`` is the keyed hash of the phone (``core/lookup.py``), 0 = none.
    ``consents``: (kind, text version) given.
    """

    account_id: str
    person_id: str
    card_number: str
    phone_key: int
    phone_masked: str
    store_id: str
    cashier_id: str
    issued_at_us: int
    programme_id: str
    channel: str
    verified: bool
    consents: tuple[tuple[str, str], ...] = ()


class MemberChange(StrEnum):
    """What the counter may change of a member without a sale."""

    JOIN = "join"
    PAUSE = "pause"
    RESUME = "resume"
    LEAVE = "leave"
    OPT_OUT = "opt_out"
    OPT_IN = "opt_in"


@dataclass(frozen=True, slots=True)
class MemberChanged:
    """A club joined by invitation, paused, resumed or left; personal offers refused or wanted again (A50).

    ``club_id`` "" for personal offers. ``key``: keyed hash of the invitation, "" without one. A club joined holds
    from ``since_us`` to ``until_us`` (0 = for ever).
    """

    change_id: str
    what: MemberChange
    account_id: str
    store_id: str
    cashier_id: str
    changed_at_us: int
    club_id: str = ""
    key: str = ""
    since_us: int = 0
    until_us: int = 0
    approved_by: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """Something worth an audit line: line deleted, drawer opened, receipt printed again, PIN locked, approval."""

    what: str
    store_id: str
    cashier_id: str
    noted_at_us: int
    shift_id: str = ""
    subject: str = ""
    amount_minor: int = 0
    approved_by: str = ""
    reason: str = ""


Fact = Sale | Return | Void | ShiftOpened | ShiftClosed | CashMoved | CardIssued | MemberChanged | Noted
