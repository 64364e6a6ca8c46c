"""What the page of PINs shows; it loads nothing of the till: this page is painted before the till is open."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loyalty_pos.till.staff import Permission


@dataclass(frozen=True, slots=True)
class PinState:
    """``permission``: what is to be approved, None = logging in; ``till_no`` 0 = the till is not open yet.

    ``locked``: who locked the till, "" = nobody; ``badge``: whose badge was read, that person's PIN is wanted.
    """

    permission: "Permission | None" = None
    till_no: int = 0
    shop: str = ""
    locked: str = ""
    badge: str = ""
