"""Whether a person who is named at a till may know something, by the centre's own list of staff.

A till has asked the same before; a changed till may say what it likes. Nobody is known without a list of staff: a shop
that keeps none trusts its tills.
"""

from loyalty_pos.centre.leases.lost import NotApproved
from loyalty_pos.centre.ports import Desk
from loyalty_pos.wire.roles import ROLE_PERMISSIONS, Permission, Role


def may(desk: Desk, staff_id: str, permission: Permission) -> bool:
    """Tell whether this person has the right."""
    known = desk.reference.staff_named([staff_id]).get(staff_id)
    if known is None:
        return not desk.reference.staff()
    if not known.active or known.role not in set(Role):
        return False
    return permission in ROLE_PERMISSIONS[Role(known.role)]


def require(desk: Desk, staff_id: str, permission: Permission) -> None:
    """Raise ``NotApproved`` where this person has not the right."""
    if not may(desk, staff_id, permission):
        raise NotApproved(who=staff_id)
