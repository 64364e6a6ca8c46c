"""What the manager's screen of the risk shows; plain facts."""

from dataclasses import dataclass, field
from datetime import timedelta

from loyalty_pos.till.ports import LeaseView
from loyalty_pos.wire.office import Exposure


@dataclass(frozen=True, slots=True)
class ExposureState:
    """``told`` None = the centre has not answered, ``asking``: it is being asked. ``own``: what this till may take.

    ``lease_age`` None = this till may take nothing by itself. ``exponent``: decimals of points.
    """

    told: Exposure | None = None
    asking: bool = False
    own: LeaseView = field(default_factory=LeaseView)
    lease_age: timedelta | None = None
    exponent: int = 0
