"""A committed sale: its lines, what was paid, what it brought about."""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.core.sale._seen import Seen


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
class Promised:
    """By whose promise a certificate paid, or a coupon counted: ``key`` as in ``Issued``.

    ``operation``: the centre held it, "" = nobody was asked. ``by_grant``, ``by_floor``: what the till took by itself under
    the lease of its event's epoch, minor units of a certificate or uses of a coupon, with and without a guarantee
    (``core.leases``); ``risk``: how much of the lease's R that was, minor point units.
    """

    key: str
    operation: str = ""
    by_grant: int = 0
    by_floor: int = 0
    risk: int = 0


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
    begin, are used up, or were taken from the catalogue; ``stamps``: what of ``counted`` belongs to which line.
    ``channel``: how the goods went to the customer, "" = over the counter (``programme.channels``).
    ``by_grant``, ``by_floor``: of ``redeemed``, what the till took by itself under the lease of its event's epoch, with
    and without a guarantee (``core.leases``); the rest was held by the centre. A certificate that paid is a tender, its ``reference`` the keyed hash of its code as decimal text.
    ``seen``: what it was priced by beside what stands here, None in sales of older tills (docs/why/0030).
    ``promised``: of certificates and coupons, by whose promise they were taken; none in sales of older tills.
    ``own_card_by``: who allowed that the card of ``cashier_id`` is on it, "" = nobody was asked.
    ``shown``: how the member was recognised when it was paid (``core.member.Identified``), "" = no member, or an older till.
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
    channel: str = ""
    by_grant: int = 0
    by_floor: int = 0
    seen: Seen | None = None
    promised: tuple[Promised, ...] = ()
    own_card_by: str = ""
    shown: str = ""

    @property
    def base_accrued(self) -> int:
        """Points earned without awards: what the sale's first lot is."""
        return self.accrued - sum(award.points for award in self.awards)
