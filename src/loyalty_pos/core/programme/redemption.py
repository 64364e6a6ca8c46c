"""How points pay and how a return undoes them, as data."""

from dataclasses import dataclass
from enum import StrEnum

from loyalty_pos.core.leases.lease import HOUR_US, Floors, Policy, Preset, preset
from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme.conditions import Goods
from loyalty_pos.core.programme.periods import Limit


class FiscalMode(StrEnum):
    """What points are on the fiscal receipt: a discount, or counter-provision settled in full (domain.md 2.6).

    The goods cost the reduced price either way; only the sign of the settlement differs.
    """

    DISCOUNT = "discount"
    COUNTER_PROVISION = "counter_provision"


@dataclass(frozen=True, slots=True)
class Offline:
    """What one till takes while the centre is away (``core.leases``); minor point units.

    ``home``, ``visited``, ``guest``, ``app``: of one member without a guarantee, by how near he is to the shop, or by his
    phone's code. ``risk``: of all members of a till together, ``per_sale``: of a receipt (0 = no limit of its own).
    ``share_bp``: of what a member has, set aside for the only till of his shop, with a guarantee. ``hours``: of a right's life.
    ``certificate_home_minor``, ``certificate_guest_minor``: money of one certificate, in the shop that sold it and elsewhere.
    ``coupons``: a coupon that counts once is taken. ``code_bp``: of a code for many, the share that tills keep.
    """

    preset: Preset
    home: int
    visited: int
    guest: int
    app: int
    risk: int
    per_sale: int
    share_bp: int
    hours: int
    certificate_home_minor: int = 0
    certificate_guest_minor: int = 0
    coupons: bool = False
    code_bp: int = 0

    @property
    def policy(self) -> Policy:
        """The same as leases know it; what points are worth is the programme's to say."""
        return Policy(
            Floors(self.home, self.visited, self.guest, self.app),
            self.risk,
            self.per_sale,
            self.share_bp,
            self.hours * HOUR_US,
            preset(self.preset, 1).wait,
            certificates=Floors(home=self.certificate_home_minor, guest=self.certificate_guest_minor),
            coupons=int(self.coupons),
            code_bp=self.code_bp,
        )


def offline_as(name: Preset, scale: int) -> Offline:
    """Return the settings of a preset; ``scale``: minor point units in a whole point."""
    policy = preset(name, scale)
    floors = policy.floors
    return Offline(
        name,
        floors.home,
        floors.visited,
        floors.guest,
        floors.app,
        policy.risk,
        policy.per_sale,
        policy.share_bp,
        policy.ttl_us // HOUR_US,
        policy.certificates.home,
        policy.certificates.guest,
        bool(policy.coupons),
        policy.code_bp,
    )


@dataclass(frozen=True, slots=True)
class Redemption:
    """How points pay. Caps are floors of a share: per item of its sum after discounts, and per receipt.

    ``minimum``, ``block``, ``max_receipt``, ``confirm_from`` and ``by_phone`` in minor point units. ``block``:
    points go in multiples of it only. ``not_over_discount_bp``: a line discounted deeper takes no points.
    ``confirm_from``: from here on the member confirms, 0 = never. ``by_phone``: the most for whoever is known
    by a phone alone (decisions 10). ``excluded`` None = everything may be paid with points. ``offline`` None = as the
    preset "balanced" says.
    """

    item_cap_bp: int = BASIS
    receipt_cap_bp: int = BASIS
    whole_points: bool = True
    minimum: int = 0
    excluded: Goods | None = None
    block: int = 1
    max_receipt: int | None = None
    limits: tuple[Limit, ...] = ()
    not_over_discount_bp: int = BASIS
    fiscal: FiscalMode = FiscalMode.DISCOUNT
    confirm_from: int = 0
    by_phone: int = 0
    offline: Offline | None = None


class Expired(StrEnum):
    """What happens to points given back into a lot that has expired meanwhile (W14)."""

    LOST = "lost"
    GRACE = "grace"
    NEW_LOT = "new_lot"


class ClawBack(StrEnum):
    """What happens to earned points that a return cannot take back from the lots (W13)."""

    DEBT = "debt"
    FLOOR_ZERO = "floor_zero"
    WITHHOLD = "withhold"


@dataclass(frozen=True, slots=True)
class ReturnPolicy:
    expired: Expired = Expired.LOST
    grace_days: int = 30
    claw_back: ClawBack = ClawBack.DEBT
