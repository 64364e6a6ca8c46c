"""What the centre keeps of leases and debts, as plain facts; times UTC microseconds, amounts minor point units."""

from dataclasses import dataclass

from loyalty_pos.core.leases.lease import Floors


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

    @property
    def who(self) -> tuple[str, str]:
        """The incarnation of the till."""
        return self.agent_id, self.incarnation


@dataclass(frozen=True, slots=True)
class FloorUse:
    """What was settled without a guarantee of one account under one epoch."""

    agent_id: str
    incarnation: str
    epoch: int
    account_id: str
    points: int


@dataclass(frozen=True, slots=True)
class Debt:
    """Points that were not there: ``rest`` of ``points`` is still owed. ``cause``: kind of the entry that made it.

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
