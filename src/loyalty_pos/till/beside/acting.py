"""Who acts when another program asks: with a cashier's rights at most, at a desk of its own."""

from dataclasses import replace

from loyalty_pos.core.problems import BesideNoSuchCashier, NotLoggedIn
from loyalty_pos.till.ports import Role, StaffMember
from loyalty_pos.till.staff import Permission, may
from loyalty_pos.till.world import Desk, TillWorld


def acting(world: TillWorld, cashier_id: str = "") -> TillWorld:
    """Return the till as this cashier works at it; "" = whoever is logged in at the window.

    Nobody types a PIN at the port, so a manager's id gives a cashier's rights there. Holds to be given back are the
    till's. Raises ``BesideNoSuchCashier``, ``NotLoggedIn``.
    """
    who = _named(world, cashier_id) if cashier_id else world.desk.cashier
    if who is None:
        raise NotLoggedIn
    if may(who, Permission.SELL):
        who = replace(who, role=Role.CASHIER)
    return replace(world, desk=Desk(cashier=who, releases=world.desk.releases))


def themselves(world: TillWorld) -> TillWorld:
    """Return the till with the whole role of whoever acts at it: for a PIN that they type."""
    who = world.staff.by_id(world.cashier().staff_id)
    return replace(world, desk=Desk(cashier=who, releases=world.desk.releases))


def _named(world: TillWorld, staff_id: str) -> StaffMember:
    for one in world.staff.active():
        if one.staff_id == staff_id:
            return one
    raise BesideNoSuchCashier
