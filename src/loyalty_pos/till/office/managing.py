"""The manager's desk at this till: who may, that it is written down before it is asked, and what is asked.

It must never let a PIN leave the till: its slow hash is made here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.cards import is_digits
from loyalty_pos.core.office.refusals import BadAdjustment, BadRemark, BadStaff, CentreTooOld, DeskAway
from loyalty_pos.core.sale import CashMoved, Noted
from loyalty_pos.till.ports import Draft
from loyalty_pos.till.staff import Approval, Permission, require
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.desk import (
    Adjust,
    CloseMonth,
    DebtDeed,
    Decide,
    DeskAsk,
    DeskTold,
    Remark,
    StaffDeed,
)

PIN_DIGITS = range(4, 9)
LONGEST: Final = 300
"""Letters of a text that a manager writes."""


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

    def close_month(self, month: str, *, although_waiting: bool, approval: Approval | None = None) -> DeskAsk:
        """Return the wish to close a month for ever."""
        who = self._who(_Note("month_close_asked", month), Permission.CLOSE_MONTH, approval)
        return DeskAsk(who, close=CloseMonth(month, although_waiting))

    def remark(self, wish: Remark, approval: Approval | None = None) -> DeskAsk:
        """Return the wish to keep what a customer said of somebody. Raises also ``BadRemark``."""
        if not (wish.note.strip() and wish.note.isprintable() and len(wish.note) <= LONGEST):
            raise BadRemark(what="text")
        who = self._who(_Note("remark_asked", wish.staff_id, 0, wish.what), Permission.STAFF, approval)
        told = (wish.what, wish.staff_id, wish.note, wish.receipt)
        return DeskAsk(who, remark=Remark(self._world.clock.new_id(), *told))

    def end_debt(self, deed: DebtDeed, approval: Approval | None = None) -> DeskAsk:
        """Return the wish to write a debt off, or to note that the member is asked for it. Raises also ``BadAdjustment``."""
        if not (deed.note.strip() and deed.note.isprintable() and len(deed.note) <= LONGEST):
            raise BadAdjustment(what="note")
        who = self._who(_Note("debt_asked", deed.subject, 0, deed.what), Permission.ADJUST, approval)
        return DeskAsk(who, debt=deed)

    def parked(self, what: str, approval: Approval | None = None) -> DeskAsk:
        """Return the question for events that wait aside at the centre; ``what``: look, again."""
        return DeskAsk(self._who(_Note("parked_asked", "", 0, what), Permission.QUEUE, approval), parked=what)

    def saved(self, drawer: str, approval: Approval | None = None) -> str:
        """Write down that somebody takes a drawer away as a file, and return who."""
        return self._who(_Note("desk_saved", drawer), Permission.DESK, approval)

    def ask(self, ask: DeskAsk) -> DeskTold:
        """Return how the desk stands afterwards.

        Raises ``DeskAway``, ``CentreTooOld``, ``NotAllowed`` and the centre's refusals.
        """
        told = self._world.managing.at_desk(ask)
        if told is None:
            raise DeskAway
        if ((ask.close or ask.remark or ask.debt) and not told.made) or (ask.parked and told.parked is None):
            raise CentreTooOld
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


def done_here(world: TillWorld) -> list[Noted | CashMoved]:
    """Return what was written down at this till since its shift was opened, newest first; it needs no centre."""
    shift = world.journal.open_shift()
    facts = world.journal.shift_facts(shift.shift_id) if shift else []
    return [fact for fact in reversed(facts) if isinstance(fact, Noted | CashMoved)]
