"""What the badge of somebody who works here opens by itself; the shop decides it, and without a word a PIN follows.

A badge can be borrowed and copied: by itself it must never open the till for those who may more than sell, unless
their own till is locked, and it approves only where the shop says so.
"""

from enum import StrEnum
from typing import Final

from loyalty_pos.core.problems import NotAllowed, Problem
from loyalty_pos.till.ports import StaffMember
from loyalty_pos.till.scanning.kinds import badge_in
from loyalty_pos.till.staff import Approval, Permission, Staff, limits_of
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.role_limits import within
from loyalty_pos.wire.roles import Role

BADGE: Final = "staff_badge"
APPROVES: Final = "badge_approves"
_FEW_RIGHTS: Final = frozenset({Role.CASHIER, Role.ISSUER})


class BadgeOpens(StrEnum):
    """Setting ``staff_badge``: only says who types the PIN; opens a till its owner locked; logs in who sells."""

    PIN = "pin"
    UNLOCK = "unlock"
    OPEN = "open"


class Badges:
    """Badges at the page that asks for a PIN."""

    def __init__(self, world: TillWorld, staff: Staff) -> None:
        self._world, self._staff = world, staff

    def owner(self, text: str) -> StaffMember:
        """Return whose badge this is. Raises ``UnreadableCode``, ``ApprovalPaused`` after many unknown ones."""
        self._staff.unknown_badges.refuse_while_paused()
        try:
            return badge_in(self._world, text)
        except Problem:
            self._staff.unknown_badges.count()
            raise

    def opens(self, member: StaffMember) -> bool:
        """Tell whether the badge alone is enough to work here now."""
        mode = self._world.settings.get(BADGE)
        owner = self._world.desk.locked
        if (
            owner is not None
            and owner.staff_id == member.staff_id
            and mode in {BadgeOpens.UNLOCK, BadgeOpens.OPEN}
        ):
            return True
        return mode == BadgeOpens.OPEN and member.role in _FEW_RIGHTS

    def approves(self, member: StaffMember, permission: Permission, amount_minor: int = 0) -> bool:
        """Tell whether the badge alone is an approval of this, for such a sum."""
        able = within(limits_of(self._world), member.role, permission, amount_minor)
        return self._world.setting(APPROVES, 0) > 0 and able

    def log_in(self, member: StaffMember) -> StaffMember:
        """Let the owner of the badge work. Raises ``NotAllowed`` where a PIN is needed, ``ReceiptUnfinished``."""
        if not self.opens(member):
            raise NotAllowed(permission=Permission.SELL)
        return self._staff.begin(member, by="badge")

    def approve(self, member: StaffMember, permission: Permission, amount_minor: int = 0) -> Approval:
        """Return the approval of the badge's owner. Raises ``NotAllowed``."""
        if not self.approves(member, permission, amount_minor):
            raise NotAllowed(permission=permission)
        return Approval(member.staff_id, permission)
