"""The sheet at its beginning: lines in order of their ids, what they cost on the shelf, their floors, the situation."""

from datetime import datetime
from operator import attrgetter
from zoneinfo import ZoneInfo

from loyalty_pos.core.basket import Basket, Line
from loyalty_pos.core.member import Standing
from loyalty_pos.core.money import MILLI, Rounding, divide
from loyalty_pos.core.pricing._compiled import Compiled, Plan, compile_programme
from loyalty_pos.core.pricing._hints import tier_now
from loyalty_pos.core.pricing._sheet import Context, Sheet
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.conditions import Situation
from loyalty_pos.core.programme.personal import withheld
from loyalty_pos.core.quote import Given

_BY_ID = attrgetter("id")
_NOWHERE: frozenset[str] = frozenset()
_new = tuple.__new__  # half the time of the named tuple's own constructor


def ready(programme: Compiled | Programme, context: Context) -> Compiled:
    """Return the programme compiled; on a day of the shop when it is not in force, what is left of it then."""
    compiled = programme if isinstance(programme, Compiled) else compile_programme(programme)
    if compiled.always:
        return compiled
    whole = compiled.programme
    if whole.in_force(context.now.astimezone(ZoneInfo(context.zone or whole.zone)).date()):
        return compiled
    if compiled.resting is None:
        compiled.resting = Compiled(whole.at_rest())
    return compiled.resting


def open_sheet(basket: Basket, compiled: Compiled, standing: Standing | None, context: Context) -> Sheet:
    """Lay out the lines in order of their ids, with their floors."""
    lines = sorted(basket.lines, key=_BY_ID)
    plans = compiled.plans_of(lines)
    gross = [(line.price_minor * line.qty_milli + 500) // MILLI for line in lines]  # ``line_amount``, inline
    programme = compiled.programme
    local = context.now
    if compiled.timed:
        local = local.astimezone(ZoneInfo(context.zone or programme.zone)).replace(tzinfo=None)
    tier = tier_now(compiled, standing, context.now) if standing else None
    situation = _situation(local, standing, tier.id if tier else "", context)
    usual = False not in [plan.usual for plan in plans]
    floored = not usual and False in [plan.bare for plan in plans]
    floors = _floors(lines, plans, gross, situation) if floored else [0] * len(lines)
    discounts: list[list[Given]] = [[] for _ in lines]
    sheet = Sheet(
        compiled,
        standing,
        context,
        situation,
        tier,
        lines,
        plans,
        gross,
        gross[:],
        floors,
        floored,
        usual,
        discounts,
        [],
        [],
    )
    if compiled.guarded:
        ended = context.ended
        sheet.barred = frozenset([o.id for o in compiled.guarded if withheld(o, standing, ended)])
    return sheet


def _situation(local: datetime, standing: Standing | None, tier_id: str, context: Context) -> Situation:
    """Return what conditions are judged by; whoever opted out of personal offers is in no segment (A50)."""
    if standing is None:
        return Situation(
            local,
            member=False,
            tier_id="",
            store_id=context.store_id,
            channel=context.channel,
            region=context.region,
            coupons=context.coupons,
        )
    return _new(
        Situation,
        (
            local,
            True,
            tier_id,
            context.store_id,
            _NOWHERE if standing.opted_out else standing.segments,
            standing.clubs,
            standing.birthday,
            standing.visits == 0,
            context.channel,
            context.region,
            context.coupons,
        ),
    )


def _floors(lines: list[Line], plans: list[Plan], gross: list[int], situation: Situation) -> list[int]:
    return [
        0 if plan.bare else _floor(line, plan, amount, situation)
        for line, plan, amount in zip(lines, plans, gross, strict=True)
    ]


def _floor(line: Line, plan: Plan, gross_minor: int, situation: Situation) -> int:
    """Return what the line may not go below today (W03, W29, domain.md 2.5)."""
    floor = plan.floor_minor(line.qty_milli, gross_minor)
    today = situation.local.date()
    for legal in plan.legal:
        if (legal.since is None or legal.since <= today) and (legal.until is None or today < legal.until):
            floor = max(floor, divide(legal.price_minor * line.qty_milli, MILLI, Rounding.CEIL))
    return min(floor, gross_minor)
