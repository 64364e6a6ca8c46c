"""How the desk stands, in one answer for a till: figures, months, what looks odd, what waits, who works here, who did what.

It reads only, and tells of members what a till may know: first name and initial.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from loyalty_pos.centre.closing.desk import draw, next_month, not_complete, zone_of
from loyalty_pos.centre.exceptions.desk import LOOKED
from loyalty_pos.centre.office.heard import Heard
from loyalty_pos.centre.partners.finding import programme_now
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.written.adjustments import Adjustment
from loyalty_pos.centre.written.closings import Closing
from loyalty_pos.centre.written.figures import Sold
from loyalty_pos.core.dates import EPOCH, local_day, micros, moment, start_of_day
from loyalty_pos.wire.desk import (
    AdjustmentLine,
    DayLine,
    DeedLine,
    DeskTold,
    MonthLine,
    OddLine,
    PersonLine,
)

DAYS: Final = 31
MONTHS: Final = 8
ADJUSTMENTS: Final = 60
DEEDS: Final = 200
_QUARTER: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Sums:
    """What is added up over whole books, and costs seconds in a large network: days, and months with the open one."""

    days: list[DayLine]
    months: list[MonthLine]


def sums(desk: Desk, now_us: int) -> Sums:
    """Add up."""
    zone, month = zone_of(desk, now_us), next_month(desk, now_us)
    drawn = draw(desk, now_us, month, min(now_us, micros(month.over_at(zone))))
    months = [*map(_month, drawn.closings), *map(_month, reversed(desk.closings.all()[-MONTHS:]))]
    return Sums(_days(desk, now_us, zone), months)


def tell(desk: Desk, now_us: int, heard: Heard, added: Sums, done: Adjustment | None = None) -> DeskTold:
    """Return all of it; ``added``: the sums, perhaps of a minute ago. ``done``: the adjustment that was asked for."""
    end_us = micros(next_month(desk, now_us).over_at(zone_of(desk, now_us)))
    adjusted = desk.adjustments.recent(ADJUSTMENTS)
    odd = desk.suspicions.all()
    shown = adjusted if done is None or done in adjusted else [done, *adjusted]
    names = _names(desk, [*(one.account_id for one in shown), *(one.account_id for one in odd)])
    staff = desk.reference.staff()
    called = {row.staff_id: row.name for row in staff.values()}
    tills = {till.agent_id: f"{till.store_id}/{till.till_no}" for till in desk.tills.tills()}
    return DeskTold(
        exponent=programme_now(desk, now_us).unit.exponent,
        days=added.days,
        months=added.months,
        waiting=not_complete(desk, end_us, heard),
        odd=[
            OddLine(
                one.kind,
                called.get(one.cashier_id, one.cashier_id),
                names.get(one.account_id, ""),
                tills.get(one.agent_id, one.store_id),
                list(one.facts),
                list(one.receipts),
            )
            for one in odd
        ],
        adjustments=[_adjustment(one, names) for one in adjusted],
        staff=[
            PersonLine(row.staff_id, row.name, row.role, row.active)
            for row in sorted(staff.values(), key=lambda row: (not row.active, row.name, row.staff_id))
        ],
        deeds=[
            DeedLine(
                one.at_us,
                one.what,
                called.get(one.done_by, one.done_by),
                called.get(one.subject, one.subject),
                one.detail,
            )
            for one in desk.office_deeds.between(0, now_us + 1, DEEDS)
        ],
        done=_adjustment(done, names) if done else None,
        odd_us=int(desk.reference.setting("", LOOKED) or 0),
        server_us=now_us,
    )


def _names(desk: Desk, account_ids: Iterable[str]) -> dict[str, str]:
    found = desk.accounts.load(sorted(set(account_ids) - {""}))
    return {account_id: account.head.shown_name or account_id[:8] for account_id, account in found.items()}


def _days(desk: Desk, now_us: int, zone: str) -> list[DayLine]:
    today = local_day(moment(now_us), zone)
    first = today - timedelta(days=DAYS - 1)
    by_day: dict[date, list[Sold]] = defaultdict(list)
    info = ZoneInfo(zone)
    for one in desk.figures.since(micros(start_of_day(first, zone))):
        by_day[(EPOCH + one.quarter * _QUARTER).astimezone(info).date()].append(one)
    return [_day(first + timedelta(days=number), by_day) for number in range(DAYS)]


def _day(day: date, by_day: dict[date, list[Sold]]) -> DayLine:
    sold = [one for one in by_day.get(day, ()) if one.kind == "sale"]
    undone = [one for one in by_day.get(day, ()) if one.kind != "sale"]
    return DayLine(
        day.isoformat(),
        receipts=sum(one.receipts for one in sold),
        with_card=sum(one.with_card for one in sold),
        sold_minor=sum(one.goods_minor for one in sold) - sum(one.goods_minor for one in undone),
        issued=sum(one.accrued for one in sold) - sum(one.accrued for one in undone),
        redeemed=sum(one.redeemed for one in sold) - sum(one.redeemed for one in undone),
    )


def _month(one: Closing) -> MonthLine:
    rolled = one.rolled
    sums = (rolled.opening, rolled.issued, rolled.redeemed, rolled.expired, rolled.reversed, rolled.adjusted)
    told = (rolled.closing, one.late, list(one.waiting), one.made_us)
    return MonthLine(one.month, str(one.ledger), one.entity, *sums, *told)


def _adjustment(one: Adjustment, names: dict[str, str]) -> AdjustmentLine:
    return AdjustmentLine(
        adjustment_id=one.adjustment_id,
        account=names.get(one.account_id, ""),
        points=one.points,
        reason=one.reason,
        note=one.note,
        receipt=one.receipt,
        state=str(one.state),
        proposed_by=one.proposed_by,
        proposed_us=one.proposed_us,
        decided_by=one.decided_by,
    )
