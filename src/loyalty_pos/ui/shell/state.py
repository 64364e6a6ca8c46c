"""What the head line shows, and the names of the pages; plain facts."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from loyalty_pos.till.room.glance import Glance

if TYPE_CHECKING:
    from loyalty_pos.core.problems import Problem
    from loyalty_pos.till.ports import LeaseView


class PageName(StrEnum):
    LOGIN = "login"
    SHIFT = "shift"
    SALE = "sale"
    BESIDE = "beside"
    PAYMENT = "payment"
    RECEIPT = "receipt"
    BALANCE = "balance"
    BENEFITS = "benefits"
    CARDS = "cards"
    ISSUE = "issue"
    PACKS = "packs"
    LATE_CARD = "late_card"
    RETURN = "return"
    MENU = "menu"
    STATEMENT = "statement"
    EXPOSURE = "exposure"
    DESK = "desk"
    STATUS = "status"
    SCANNERS = "scanners"
    PRINTERS = "printers"
    UPKEEP = "upkeep"


@dataclass(frozen=True, slots=True)
class LinkState:
    """What the sync thread says. ``known``: it said something already. ``lease``: what the till may decide alone, its
    points with ``exponent`` decimals."""

    online: bool = False
    waiting: int = 0
    oldest: datetime | None = None
    last_sync: datetime | None = None
    trouble: "Problem | None" = None
    known: bool = False
    lease: "LeaseView | None" = None
    exponent: int = 0


@dataclass(frozen=True, slots=True)
class HeadState:
    """The head line. ``till_no`` 0 = the till is not open yet; ``shift_no`` 0 = no open shift; ``printer``: state of ``ports.DeviceStatus``.

    ``clock``: why it is in doubt, "" = it is not; ``keys``: how they are kept; ``backup``: the centre's newest proven one; ``disk``: its room.
    """

    till_no: int = 1
    shift_no: int = 0
    cashier: str = ""
    link: LinkState = LinkState()
    printer: str = "ok"
    clock: str = ""
    keys: str = ""
    backup: datetime | None = None
    disk: Glance = field(default_factory=Glance)
