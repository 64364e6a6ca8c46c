"""What the centre keeps of leases and debts, as plain facts; times UTC microseconds, amounts minor point units.

Of a certificate or a code ``account_id`` is its subject (``core.leases.value``) and amounts are its own: minor units, uses.
"""

from dataclasses import dataclass

from loyalty_pos.core.leases.lease import NO_FLOORS, Floors, Policy
from loyalty_pos.core.leases.value import HUNDRED_A_POINT, Value, Worth


@dataclass(frozen=True, slots=True)
class LeaseRecord:
    """One epoch that was made out and not overtaken.

    ``place``: of the feed when it was made out. ``lost_us``: when the till was declared lost, 0 = it was not.
    """

    agent_id: str
    incarnation: str
    epoch: int
    store_id: str
    issued_us: int
    place: int
    floors: Floors
    risk: int
    per_sale: int = 0
    ttl_us: int = 0
    lost_us: int = 0
    certificates: Floors = NO_FLOORS
    coupons: int = 0
    worth: Worth = HUNDRED_A_POINT

    @property
    def policy(self) -> Policy:
        """The limits of it, as till and centre count by them."""
        return Policy(
            self.floors, self.risk, self.per_sale, 0, self.ttl_us,
            certificates=self.certificates, coupons=self.coupons, worth=self.worth,
        )  # fmt: skip

    def highest(self, value: Value) -> int:
        """Return the highest floor right of one kind of value."""
        match value:
            case Value.POINTS:
                return self.floors.highest
            case Value.MONEY:
                return self.certificates.highest
            case Value.USES:
                return self.coupons

    @property
    def who(self) -> tuple[str, str]:
        """The incarnation of the till."""
        return self.agent_id, self.incarnation


@dataclass(frozen=True, slots=True)
class FloorUse:
    """What was settled without a guarantee of one account under one epoch; ``risk``: what that was of R."""

    agent_id: str
    incarnation: str
    epoch: int
    account_id: str
    points: int
    risk: int


@dataclass(frozen=True, slots=True)
class Debt:
    """Points, or money of a certificate, that were not there: ``rest`` of ``points`` is still owed. ``cause``: kind of the entry that made it.

    ``state``: open, claimed (somebody asks for it), repaid, returned (the purchase was), written_off.
    ``agent_id`` "" = no till took them without a guarantee.
    """

    entry_id: str
    account_id: str
    cause: str
    agent_id: str
    incarnation: str
    sale_id: str
    store_id: str
    at_us: int
    points: int
    rest: int
    state: str = "open"
    ended_us: int = 0
    reason: str = ""
    value: str = Value.POINTS
