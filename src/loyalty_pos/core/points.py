"""Lots of points: what may be used when, in which order they are used up, given back and taken back.

All amounts are minor point units, all times aware UTC. Every function takes lots and returns new ones; none
knows an account, an entry or a receipt (that is ``ledger``). Source: domain.md 4.2, decisions 8, 12, 40.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final, assert_never

from loyalty_pos.core.dates import add_months, local_day, start_of_day
from loyalty_pos.core.member import Lot, Member, Standing
from loyalty_pos.core.programme import (
    Activation,
    AfterDays,
    AfterMonths,
    AtMonthEnd,
    AtOnce,
    AtYearEnd,
    Expiry,
    InDays,
    InMinutes,
    NeverExpires,
    OnMonthDay,
    PointUnit,
    Programme,
    WhenInactive,
)

_NEVER = datetime.max.replace(tzinfo=UTC)
UNCONFIRMED: Final = datetime(9999, 1, 1, tzinfo=UTC)
"""When points begin of which nobody knows yet whether they are earned."""


@dataclass(frozen=True, slots=True)
class LotMove:
    """What happened to one lot: ``amount`` is added to ``remaining``, ``held`` to ``held`` (both signed)."""

    lot_id: str
    amount: int
    held: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """Lots after a change, what moved in order, and what could not be moved."""

    lots: tuple[Lot, ...]
    moves: tuple[LotMove, ...] = ()
    missing: int = 0


# --- what there is ------------------------------------------------------------------------------------


_NO_CLUBS: Final[frozenset[str]] = frozenset()


def is_active(lot: Lot, at: datetime) -> bool:
    """Tell whether the lot's points may be used: activate_at <= t < expire_at."""
    return lot.activate_at <= at and not is_expired(lot, at)


def is_expired(lot: Lot, at: datetime) -> bool:
    """Tell whether the lot's life has ended."""
    return lot.expire_at is not None and lot.expire_at <= at


def is_taken(lot: Lot, partner: str) -> bool:
    """Tell whether a store of this partner ("" = of nobody's) takes the lot's points."""
    return not lot.spend_scope or lot.spend_scope == partner


def available(lots: Iterable[Lot], at: datetime, debt: int = 0, partner: str = "") -> int:
    """Return what may be used now in a store of ``partner``: active, not held, less the debt, which may be greater."""
    return (
        sum(lot.remaining - lot.held for lot in lots if is_active(lot, at) and is_taken(lot, partner)) - debt
    )


def pending(lots: Iterable[Lot], at: datetime) -> int:
    """Return what will become usable later."""
    return sum(lot.remaining for lot in lots if lot.activate_at > at and not is_expired(lot, at))


def standing_of(member: Member, at: datetime, redeem_right: int = 0, partner: str = "") -> Standing:
    """Return the member as pricing sees it at this moment, in a store of ``partner`` ("" = of nobody's)."""
    return Standing(
        account_id=member.account_id,
        available=available(member.lots, at, member.debt, partner),
        pending=pending(member.lots, at),
        debt=member.debt,
        spend_minor=member.spend_minor,
        visits=member.visits,
        tier_id=member.tier_id,
        card_discount_bp=member.card_discount_bp,
        redeem_right=redeem_right,
        birthday=member.birthday_window,
        counters=member.counters,
        months=member.months,
        tier_since=member.tier_since,
        clubs=frozenset(club.club_id for club in member.clubs if club.in_force(at))
        if member.clubs
        else _NO_CLUBS,
        segments=member.segments,
        opted_out=member.opted_out,
    )


def extra_partner(programme: Programme, extra_id: str) -> str:
    """Return the partner whose stores alone take an award's points, "" = everywhere."""
    extras = programme.accrual.extras if programme.accrual else ()
    return next((extra.partner for extra in extras if extra.id == extra_id), "")


def points_step(unit: PointUnit, *, whole: bool) -> int:
    """Return the smallest number of minor point units that is worth a whole number of minor money units."""
    if whole:
        return unit.scale
    step = 1
    while step * unit.value_minor % unit.scale:
        step += 1
    return step


def points_money(unit: PointUnit, points: int) -> int:
    """Return what these minor point units pay, in minor money units, floored."""
    return points * unit.value_minor // unit.scale


# --- the life of a lot --------------------------------------------------------------------------------


def lot_life(programme: Programme, sold_at: datetime) -> tuple[datetime, datetime | None]:
    """Return when points of a sale become active and when they end (W10)."""
    accrual = programme.accrual
    if accrual is None:
        return sold_at, None
    return _life(accrual.activation, accrual.expiry, sold_at, programme.zone)


def extra_life(programme: Programme, extra_id: str, sold_at: datetime) -> tuple[datetime, datetime | None]:
    """Return when an award of a sale becomes active and when it ends: its own life, or that of all points (W10)."""
    accrual = programme.accrual
    extra = next((e for e in accrual.extras if e.id == extra_id), None) if accrual else None
    if accrual is None or extra is None:
        return lot_life(programme, sold_at)
    activation, expiry = extra.activation or accrual.activation, extra.expiry or accrual.expiry
    return _life(activation, expiry, sold_at, programme.zone)


def own_life(
    programme: Programme, activation: Activation | None, expiry: Expiry | None, at: datetime
) -> tuple[datetime, datetime | None]:
    """Return the life of points given at a moment, by a life of their own; None = as all points of the programme."""
    accrual = programme.accrual
    return _life(
        activation or (accrual.activation if accrual else AtOnce()),
        expiry or (accrual.expiry if accrual else NeverExpires()),
        at,
        programme.zone,
    )


def _life(
    activation: Activation, expiry: Expiry, sold_at: datetime, zone: str
) -> tuple[datetime, datetime | None]:
    activate_at = start_of_life(activation, sold_at, zone)
    began = sold_at if isinstance(expiry, WhenInactive) else activate_at
    return activate_at, end_of_life(expiry, began, zone)


def start_of_life(activation: Activation, sold_at: datetime, zone: str) -> datetime:
    """Return when points of a sale may be used: days begin at midnight of the programme's zone."""
    day = local_day(sold_at, zone)
    match activation:
        case AtOnce():
            return sold_at
        case InMinutes(minutes):
            return sold_at + timedelta(minutes=minutes)
        case InDays(days):
            return start_of_day(day + timedelta(days=days), zone)
        case OnMonthDay(number):
            following = add_months(day.replace(day=1), 1)
            last = add_months(following, 1) - timedelta(days=1)
            return start_of_day(following.replace(day=min(number, last.day)), zone)
        case _:
            assert_never(activation)


def end_of_life(expiry: Expiry, activate_at: datetime, zone: str) -> datetime | None:
    """Return when a lot active from ``activate_at`` ends, None = never; for inactivity: of a purchase then."""
    day = local_day(activate_at, zone)
    match expiry:
        case NeverExpires():
            return None
        case AfterDays(days) | WhenInactive(days):
            return start_of_day(day + timedelta(days=days), zone)
        case AfterMonths(months):
            return start_of_day(add_months(day, months), zone)
        case AtMonthEnd(months):
            return start_of_day(add_months(day.replace(day=1), months + 1), zone)
        case AtYearEnd(saved_from):
            late = saved_from is not None and (day.month, day.day) >= saved_from
            return start_of_day(date(day.year + (2 if late else 1), 1, 1), zone)
        case _:
            assert_never(expiry)


# --- using, giving back, taking back ------------------------------------------------------------------


def consumption_order(lots: Iterable[Lot], at: datetime, partner: str = "") -> list[Lot]:
    """Return the usable lots: the partner's own first, earliest end, never-ending last, earliest activation, id."""
    usable = (
        lot for lot in lots if lot.remaining > lot.held and is_active(lot, at) and is_taken(lot, partner)
    )
    return sorted(
        usable, key=lambda lot: (not lot.spend_scope, lot.expire_at or _NEVER, lot.activate_at, lot.id)
    )


def consume(
    lots: Sequence[Lot], amount: int, at: datetime, first: Sequence[str] = (), partner: str = ""
) -> Moved:
    """Use up ``amount``; ``first`` names lots of a released hold, used first and even when ended meanwhile.

    ``partner``: whose store it is; lots of another one are never touched. What the lots do not have is ``missing``.
    """
    held = [lot for lot_id in first for lot in lots if lot.id == lot_id and lot.remaining > lot.held]
    order = held + [lot for lot in consumption_order(lots, at, partner) if lot.id not in first]
    return take(lots, order, amount)


def give_back(lots: Sequence[Lot], used: Sequence[LotMove], amount: int) -> Moved:
    """Give ``amount`` back to the lots it was taken from, the last one used first.

    ``used``: movements of the redemption, in order, less what was given back already. Ended lots get their
    share too; what then becomes of it is the programme's policy (``ledger``).
    """
    left = amount
    moves: list[LotMove] = []
    for move in reversed(used):
        back = min(left, -move.amount)
        if back > 0:
            moves.append(LotMove(move.lot_id, back))
            left -= back
    return Moved(moved(lots, moves), tuple(moves), left)


def claw_back(
    lots: Sequence[Lot], own_lot_id: str, amount: int, at: datetime, own_extras: Sequence[str] = ()
) -> Moved:
    """Take earned points back: the receipt's own lots first, then other active lots, the latest active first.

    Of the own lots the base one goes first, then ``own_extras`` in their order: one number covers them all. What
    has ended or is held is not touched (decisions 40), nor are others' lots that only one partner takes.
    """
    mine = (own_lot_id, *own_extras)
    own = [lot for lot_id in mine for lot in lots if lot.id == lot_id and not is_expired(lot, at)]
    others = sorted(
        (lot for lot in lots if lot.id not in mine and is_active(lot, at) and not lot.spend_scope),
        key=lambda lot: (lot.activate_at, lot.id),
        reverse=True,
    )
    return take(lots, own + others, amount)


def withhold(unit: PointUnit, missing: int, refund_minor: int) -> tuple[int, int]:
    """Return the money kept back from a refund for points that are gone, and the points still owed (W13)."""
    kept_minor = min(points_money(unit, missing), refund_minor)
    covered = kept_minor * unit.scale // unit.value_minor
    return kept_minor, missing - covered


def expire(lots: Sequence[Lot], at: datetime, keep: int = 0) -> Moved:
    """Empty the lots whose life has ended; held points stay until their hold ends. Twice changes nothing.

    ``keep``: so many points live on, of the lots that ended last; lots of one partner are not among them.
    """
    ended = [lot for lot in lots if is_expired(lot, at) and lot.remaining > lot.held]
    if keep:
        ended.sort(key=lambda lot: (not lot.spend_scope, lot.expire_at or _NEVER, lot.id))
    return take(lots, ended, max(0, sum(lot.remaining - lot.held for lot in ended) - keep))


def consume_kept(lots: Sequence[Lot], amount: int, now: datetime) -> Moved:
    """Use up points that were set aside for this and lived on: whatever has begun by now, the one that ends first.

    The lots of its own day may have ended while later ones were kept in their place (``expire``), so neither their
    end nor their beginning stands against it.
    """
    kept = [
        lot for lot in lots if lot.activate_at <= now and not lot.spend_scope and lot.remaining > lot.held
    ]
    return take(lots, sorted(kept, key=lambda lot: (lot.expire_at or _NEVER, lot.id)), amount)


def take(lots: Sequence[Lot], order: Sequence[Lot], amount: int) -> Moved:
    """Take ``amount`` from the free points of these lots, in this order."""
    left = amount
    moves: list[LotMove] = []
    for lot in order:
        taken = min(left, lot.remaining - lot.held)
        if taken > 0:
            moves.append(LotMove(lot.id, -taken))
            left -= taken
    return Moved(moved(lots, moves), tuple(moves), left)


def moved(lots: Sequence[Lot], moves: Iterable[LotMove]) -> tuple[Lot, ...]:
    """Return the lots after these movements; a movement of a lot that is not there is a bug."""
    by_id = {lot.id: lot for lot in lots}
    for move in moves:
        lot = by_id[move.lot_id]
        by_id[lot.id] = replace(lot, remaining=lot.remaining + move.amount, held=lot.held + move.held)
    assert all(0 <= lot.held <= lot.remaining for lot in by_id.values()), moves
    return tuple(by_id.values())
