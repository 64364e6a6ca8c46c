"""Paying with points: one operation from the press of the key to the sale, whatever the network does.

A value and its transitions, no waiting: the centre is asked by the background worker. Without an answer the
receipt takes what the till may take by itself (``core.leases``), under the same operation; the sale is never refused
(offline.md 1.3). What the centre says counts, also a no. Every operation that ends without being captured by a sale
is to be released, even when nobody knows whether the centre granted it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from loyalty_pos.core.leases.rights import Right, taken
from loyalty_pos.core.member import Identified, Member
from loyalty_pos.core.problems import (
    HeldElsewhere,
    HoldEnded,
    HoldRefused,
    NotEnoughPoints,
    NothingToRedeem,
    Problem,
    RedeemByPhoneRefused,
    RedemptionOffline,
)
from loyalty_pos.core.problems.selling import RedeemByNameRefused
from loyalty_pos.core.programme import Programme
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_state import NO_RIGHT, RedemptionState, RedemptionView

NO_REDEMPTION = RedemptionView()


@dataclass(frozen=True, slots=True)
class Wish:
    """What the cashier asked for. ``points`` None = as many as possible; ``maximum``: what the receipt can take.

    ``available``: minor point units of the member; ``phone_limit``: most points for a phone alone; ``name_limit``: for
    a name alone.
    """

    points: int | None
    maximum: int
    available: int
    phone_limit: int = 0
    name_limit: int = 0


def wanted_points(wish: Wish) -> int:
    """Return how many points to ask for; a wish above the caps is clipped to them.

    Raises ``NotEnoughPoints``, ``NothingToRedeem``.
    """
    if wish.points is not None and wish.points > wish.available:
        raise NotEnoughPoints(asked=wish.points, available=max(0, wish.available))
    wanted = wish.maximum if wish.points is None else min(wish.points, wish.maximum)
    if wanted <= 0:
        raise NothingToRedeem
    return wanted


def phone_limit(programme: Programme, of_shop: int) -> int:
    """Return the most points for a phone alone: what the programme allows, or what the shop's own setting adds."""
    allowed = programme.redemption.by_phone if programme.redemption else 0
    return max(allowed, of_shop)


def check_member(member: Member, wanted: int, wish: Wish) -> None:
    """Raise ``RedeemByPhoneRefused``, ``RedeemByNameRefused`` or ``HoldRefused`` when this member may not pay so here."""
    if not member.verified:
        raise HoldRefused(reason="unverified", available=max(0, wish.available))
    if member.identified is Identified.PHONE and wanted > wish.phone_limit:
        raise RedeemByPhoneRefused(limit=wish.phone_limit)
    if member.identified is Identified.NAME and wanted > wish.name_limit:
        raise RedeemByNameRefused(limit=wish.name_limit)


def asked(before: RedemptionView, wanted: int, new_op: str, local: Right) -> RedemptionView:
    """Return the redemption after the key: the same wish keeps its operation, another wish gets a new one.

    ``local``: how much of the wish this till may take by itself, until the centre has answered.
    """
    if before.op and before.wanted == wanted:
        if before.state is RedemptionState.GRANTED:
            return before
        return replace(before, state=RedemptionState.ASKING, problem=None, local=local, held_op="")
    return RedemptionView(RedemptionState.ASKING, wanted, 0, None, new_op, local=local)


def refused(problem: Problem) -> RedemptionView:
    """Return the redemption that could not even be asked for."""
    return RedemptionView(RedemptionState.REFUSED, problem=problem)


def answered(before: RedemptionView, result: HoldResult) -> RedemptionView:
    """Return the redemption after the centre's answer, or after its silence (``reached`` False)."""
    if not result.reached:
        return _offline(before)
    if result.granted <= 0:
        return replace(
            before,
            state=RedemptionState.REFUSED,
            granted=0,
            problem=_why(result),
            local=NO_RIGHT,
            held_op=result.held_op,
        )
    granted = min(result.granted, before.wanted)
    return replace(
        before,
        state=RedemptionState.GRANTED,
        granted=granted,
        problem=None,
        until=result.until,
        local=NO_RIGHT,
    )


def _why(result: HoldResult) -> Problem:
    if result.held_op:
        return HeldElsewhere(till_no=result.held_till, points=result.held)
    if result.reason == RedeemByPhoneRefused.code:
        return RedeemByPhoneRefused(limit=result.held)
    if result.reason == RedeemByNameRefused.code:
        return RedeemByNameRefused(limit=result.held)
    return HoldRefused(reason=result.reason, available=result.available)


def at(before: RedemptionView, now: datetime) -> RedemptionView:
    """Return the redemption at this moment: a hold whose time is over is none, the operation may ask again."""
    if before.state is not RedemptionState.GRANTED or before.until is None or now < before.until:
        return before
    problem = HoldEnded(points=before.granted)
    return replace(before, state=RedemptionState.REFUSED, granted=0, problem=problem, until=None)


def with_right(before: RedemptionView, right: Right) -> RedemptionView:
    """Return the redemption with the till's right to its wish as it is now: less is told, more is not taken unasked."""
    local = taken(right, before.local.points)
    if local.points == before.local.points:
        return before
    return replace(before, local=local, problem=RedemptionOffline(right=local.points))


def at_payment(before: RedemptionView) -> RedemptionView:
    """Return the redemption as the sale takes it: an open question means offline, with what the till may take itself."""
    return _offline(before) if before.state is RedemptionState.ASKING else before


def _offline(before: RedemptionView) -> RedemptionView:
    less = before.local.points < before.wanted
    problem = RedemptionOffline(right=before.local.points) if less else None
    return replace(before, state=RedemptionState.OFFLINE, granted=0, problem=problem)
