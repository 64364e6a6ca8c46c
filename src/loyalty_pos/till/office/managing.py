"""The manager's desk at this till: who may, that it is written down before it is asked, and what is asked.

It must never let a PIN leave the till: its slow hash is made here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from loyalty_pos.core.cards import is_digits
from loyalty_pos.core.office.refusals import BadAdjustment, BadStaff, DeskAway
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.desk import Adjust, Decide, DeskAsk, DeskTold, StaffDeed

PIN_DIGITS = range(4, 9)


@dataclass(frozen=True, slots=True)
class _Note:
    """What is written down of a wish."""

    what: str
    subject: str = ""
    amount: int = 0
    reason: str = ""


class Managing:
    """``wish_...`` checks, writes down and returns what to ask; ``ask`` may take seconds: never on the GUI thread."""

    def __init__(self, world: TillWorld, digest: Callable[[str], str]) -> None:
        self._world = world
        self._digest = digest

    def look(self, approval: Approval | None = None) -> DeskAsk:
        """Return the question that only looks. Raises ``NotLoggedIn``, ``NotAllowed``."""
        return DeskAsk(self._who(_Note("desk_seen"), Permission.DESK, approval))

    def adjust(
        self, account_id: str, points: int, reason: str, note: str, approval: Approval | None = None
    ) -> DeskAsk:
        """Return the wish to give points, minor units, or to take them. Raises also ``BadAdjustment``."""
        if not points:
            raise BadAdjustment(what="points")
        who = self._who(_Note("adjustment_asked", account_id, points, reason), Permission.ADJUST, approval)
        return DeskAsk(who, adjust=Adjust(self._world.clock.new_id(), account_id, points, reason, note))

    def decide(self, adjustment_id: str, *, agrees: bool, approval: Approval | None = None) -> DeskAsk:
        """Return the second person's word."""
        what = "agreed" if agrees else "refused"
        who = self._who(_Note("adjustment_asked", adjustment_id, 0, what), Permission.ADJUST, approval)
        return DeskAsk(who, decide=Decide(adjustment_id, agrees))

    def new_person(self, deed: StaffDeed, pin: str, approval: Approval | None = None) -> DeskAsk:
        """Return the wish to let somebody begin with this PIN. Raises also ``BadStaff``."""
        return self._staff(deed, self._hashed(pin), approval)

    def new_pin(self, staff_id: str, pin: str, approval: Approval | None = None) -> DeskAsk:
        """Return the wish to give somebody a new PIN. Raises also ``BadStaff``."""
        return self._staff(StaffDeed("pin", staff_id), self._hashed(pin), approval)

    def change_person(self, deed: StaffDeed, approval: Approval | None = None) -> DeskAsk:
        """Return the wish to dismiss somebody or to change the role."""
        return self._staff(deed, "", approval)

    def ask(self, ask: DeskAsk) -> DeskTold:
        """Return how the desk stands afterwards. Raises ``DeskAway``, ``NotAllowed`` and the centre's refusals."""
        told = self._world.managing.at_desk(ask)
        if told is None:
            raise DeskAway
        return told

    def _staff(self, deed: StaffDeed, pin_hash: str, approval: Approval | None) -> DeskAsk:
        who = self._who(_Note("staff_changed", deed.staff_id, 0, deed.what), Permission.STAFF, approval)
        told = (deed.what, deed.staff_id, deed.name, deed.role)
        return DeskAsk(who, staff=StaffDeed(*told, pin_hash))

    def _hashed(self, pin: str) -> str:
        if not (is_digits(pin) and len(pin) in PIN_DIGITS):
            raise BadStaff(what="pin")
        return self._digest(pin)

    def _who(self, note: _Note, permission: Permission, approval: Approval | None) -> str:
        """Write the wish down and return whose it is."""
        approved_by = require(self._world, permission, approval)
        noted = self._world.noted(
            note.what,
            subject=note.subject,
            amount_minor=note.amount,
            reason=note.reason,
            approved_by=approved_by,
        )
        self._world.journal.record([Draft(noted, noted.cashier_id)])
        return approved_by or self._world.cashier().staff_id
