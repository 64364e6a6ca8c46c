"""A lease: what the centre lets one till decide alone, until it is heard again.

Signed by the centre, one in force a till. It must never depend on a clock to be safe: its age makes it smaller for
comfort, the bound (docs/why/0026) counts it as whole. Amounts are minor point units.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from loyalty_pos.core.leases.value import HUNDRED_A_POINT, Value, Worth

HOUR_US: Final = 3_600_000_000
MONEY: Final = 100
"""Minor units of money in a whole one."""


class Holder(StrEnum):
    """How near a member is to this shop; what is unknown to this program is a guest."""

    HOME = "home"
    VISITED = "visited"
    GUEST = "guest"
    APP = "app"
    BLOCKED = "blocked"


class Wait(StrEnum):
    """Whether a cashier who presses the key waits for the centre, at most 0.8 s (decisions 15)."""

    NEVER = "never"
    SHORTLY = "shortly"


@dataclass(frozen=True, slots=True)
class Floors:
    """Most without a guarantee, of one account or certificate in one epoch, by how near it is."""

    home: int = 0
    visited: int = 0
    guest: int = 0
    app: int = 0

    def of(self, holder: Holder) -> int:
        """Return the floor right of this kind of holder; whoever is blocked has none."""
        match holder:
            case Holder.HOME:
                return self.home
            case Holder.VISITED:
                return self.visited
            case Holder.APP:
                return self.app
            case Holder.GUEST:
                return self.guest
            case Holder.BLOCKED:
                return 0

    @property
    def highest(self) -> int:
        """The most that any holder may have."""
        return max(self.home, self.visited, self.guest, self.app)


NO_FLOORS: Final = Floors()


@dataclass(frozen=True, slots=True)
class Policy:
    """What a manager chose. ``risk``: most points without a guarantee of one till in one epoch, all members together.

    ``per_sale``: of one receipt, 0 = no limit of its own. ``share_bp``: of what is available that is set aside for
    the home till (escrow). ``ttl_us``: full for a third of it, half until its end, nothing afterwards.
    ``certificates``: money of one certificate, minor units, by whether it was sold in this shop. ``coupons``: uses of one
    coupon that counts once. Both weigh in ``risk`` by ``worth``. ``code_bp``: of a code that many may use, how much of
    what is free the tills together get as quotas.
    """

    floors: Floors
    risk: int
    per_sale: int = 0
    share_bp: int = 0
    ttl_us: int = 72 * HOUR_US
    wait: Wait = Wait.NEVER
    certificates: Floors = NO_FLOORS
    coupons: int = 0
    worth: Worth = HUNDRED_A_POINT
    code_bp: int = 0

    def floor(self, value: Value, holder: Holder) -> int:
        """Return the floor right of one kind of value for this kind of holder."""
        match value:
            case Value.POINTS:
                return self.floors.of(holder)
            case Value.MONEY:
                return self.certificates.of(holder)
            case Value.USES:
                return 0 if holder is Holder.BLOCKED else self.coupons


class Preset(StrEnum):
    STRICT = "strict"
    BALANCED = "balanced"
    GENEROUS = "generous"


def preset(name: Preset, scale: int) -> Policy:
    """Return the settings of a preset; ``scale``: minor point units in a whole point (offline.md 1.4, 1.6)."""
    match name:
        case Preset.STRICT:
            return Policy(Floors(), 0, share_bp=5_000, wait=Wait.SHORTLY, code_bp=5_000)
        case Preset.BALANCED:
            floors = Floors(home=500 * scale, visited=200 * scale, app=500 * scale)
            certificates = Floors(home=1_000 * MONEY)
            return Policy(floors, 5_000 * scale, certificates=certificates, coupons=1, code_bp=5_000)
        case Preset.GENEROUS:
            floors = Floors(home=1_000 * scale, visited=500 * scale, guest=200 * scale, app=1_000 * scale)
            certificates = Floors(home=3_000 * MONEY, guest=1_000 * MONEY)
            return Policy(floors, 20_000 * scale, certificates=certificates, coupons=1, code_bp=5_000)


@dataclass(frozen=True, slots=True)
class Lease:
    """One epoch of one incarnation of a till.

    ``closed_seq``: the till's newest event when it asked; the lease is dead on arrival if a redemption came after
    it. ``place``: of the feed; rights begin when the rows up to it are in. ``issued_us``: the centre's clock.
    """

    agent_id: str
    incarnation: str
    epoch: int
    issued_us: int
    closed_seq: int
    place: int
    policy: Policy
    bundle: str = ""
