"""What partners give back of orders: a rate for each, under its ceiling, more at first, and more for active members.

Pure; what is known of the member's earlier orders comes in. It must never decide whether an order is earned.
"""

from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.cashback import Cashback
from loyalty_pos.core.programme.partners import CEILING_BP, Partner

NO_CAP: Final = -1


@dataclass(frozen=True, slots=True)
class Rate:
    """``first_rate_bp``: of a member's first order there, 0 = the same. ``month_cap``: points a member and month.

    ``domain``: of the partner's shop in the web, ``conditions``: what the member should know, in the partner's words.
    """

    partner_id: str
    name: str
    rate_bp: int
    domain: str = ""
    conditions: str = ""
    first_rate_bp: int = 0
    ceiling_bp: int = CEILING_BP
    month_cap: int = NO_CAP

    @property
    def is_sound(self) -> bool:
        """Tell whether both rates stay under the ceiling (A18)."""
        return 0 <= max(self.rate_bp, self.first_rate_bp) <= self.ceiling_bp <= BASIS


def rate_of(partner: Partner) -> Rate:
    """Return the rate that a programme itself names."""
    cap = NO_CAP if partner.month_cap is None else partner.month_cap
    return Rate(
        partner.id,
        partner.name,
        partner.rate_bp,
        first_rate_bp=partner.first_rate_bp,
        ceiling_bp=partner.ceiling_bp,
        month_cap=cap,
    )


@dataclass(frozen=True, slots=True)
class Habit:
    """What is known of a member: orders with this partner so far, points of this month's, confirmed orders lately."""

    orders_here: int = 0
    points_this_month: int = 0
    confirmed: int = 0


def share_of(rate: Rate, habit: Habit) -> int:
    """Return the basis points that this member gets of this order, before any multiplier."""
    first = rate.first_rate_bp if not habit.orders_here and rate.first_rate_bp else rate.rate_bp
    return min(first, rate.ceiling_bp)


def order_points(amount_minor: int, rate: Rate, habit: Habit, programme: Programme) -> int:
    """Return what an order brings, minor point units, floored once (A16, A19, A20); never above ceiling and cap."""
    rules = programme.cashback or Cashback()
    active = rules.active
    times_bp = active.bp if active is not None and habit.confirmed >= active.orders else BASIS
    unit = programme.unit
    earned = (
        amount_minor * share_of(rate, habit) * times_bp * unit.scale // (BASIS * BASIS * unit.value_minor)
    )
    most = amount_minor * rate.ceiling_bp * unit.scale // (BASIS * unit.value_minor)
    if rate.month_cap != NO_CAP:
        most = min(most, max(0, rate.month_cap - habit.points_this_month))
    return min(earned, most)
