"""How the desk stands, in one answer for a till: figures, months, what looks odd, what waits, who works here, who did what.

It reads only, and tells of members what a till may know: first name and initial.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from loyalty_pos.centre.at_the_desk.drawers import (
    blocked_told,
    certificates_told,
    debts_told,
    deed_told,
    names_of,
    remarks_told,
    tills_told,
)
from loyalty_pos.centre.closing.desk import draw, next_month, not_complete, zone_of
from loyalty_pos.centre.exceptions.desk import LOOKED
from loyalty_pos.centre.office.heard import Heard
from loyalty_pos.centre.partners.finding import programme_now
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.written.adjustments import Adjustment
from loyalty_pos.centre.written.closings import Closing
from loyalty_pos.centre.written.deeds import Deed
from loyalty_pos.centre.written.figures import Sold
from loyalty_pos.core.closing.months import Month
from loyalty_pos.core.dates import EPOCH, local_day, micros, moment, start_of_day
from loyalty_pos.wire.desk import (
    AdjustmentLine,
    DayLine,
    DeskTold,
    MonthLine,
    OddLine,
    PersonLine,
)

DAYS: Final = 31
MONTHS: Final = 8
ADJUSTMENTS: Final = 60
DEEDS: Final = 200
SOLD_MONTHS: Final = 12
PAST_US: Final = 3_600_000_000
"""Sales are told of so many months before this one, and added up anew after so long."""
_QUARTER: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Sums:
    """What is added up over whole books, and costs seconds in a large network: days, closings with the open one, sold by months.

    ``trail``: who did what, ``made``: which deed was just done; both anew each time.
    """

    days: list[DayLine]
    months: list[MonthLine]
    sold: list[DayLine]
    trail: Sequence[Deed] = ()
    made: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """Sales of the months before the one that runs: late tills change them by little, so they are kept for an hour."""

    sold: list[DayLine]
    good_until_us: int


def sums(desk: Desk, now_us: int, past: Past | None = None) -> tuple[Past, Sums]:
    """Add up; ``past``: sales of the months before, where somebody has them."""
    zone, month = zone_of(desk, now_us), next_month(desk, now_us)
    drawn = draw(desk, now_us, month, min(now_us, micros(month.over_at(zone))))
    months = [*map(_month, drawn.closings), *map(_month, reversed(desk.closings.all()[-MONTHS:]))]
    today = local_day(moment(now_us), zone)
    if past is None:
        past = Past(_past(desk, today, zone), _good_until(today, now_us, zone))
    days = _days(desk, today, zone)
    this = [one for one in days if one.day.startswith(f"{today:%Y-%m}")]
    return past, Sums(days, months, [*past.sold, _added(f"{today:%Y-%m}", this)])


def tell(desk: Desk, now_us: int, heard: Heard, added: Sums, done: Adjustment | None = None) -> DeskTold:
    """Return all of it; ``added``: the sums, perhaps of a minute ago. ``done``: the adjustment that was asked for."""
    end_us = micros(next_month(desk, now_us).over_at(zone_of(desk, now_us)))
    adjusted = desk.adjustments.recent(ADJUSTMENTS)
    odd = desk.suspicions.all()
    shown = adjusted if done is None or done in adjusted else [done, *adjusted]
    names = names_of(desk, [*(one.account_id for one in shown), *(one.account_id for one in odd)])
    staff = desk.reference.staff()
    called = {row.staff_id: row.name for row in staff.values()}
    tills = {till.agent_id: f"{till.store_id}/{till.till_no}" for till in desk.tills.tills()}
    return DeskTold(
        exponent=programme_now(desk, now_us).unit.exponent,
        days=added.days,
        months=added.months,
        made=added.made,
        sold=added.sold,
        waiting=not_complete(desk, end_us, heard),
        tills=tills_told(desk, end_us, heard),
        debts=debts_told(desk),
        blocked=blocked_told(desk, called),
        certificates=certificates_told(desk),
        remarks=remarks_told(desk, called),
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
        adjustments=[_adjustment(one, names, called) for one in adjusted],
        staff=[
            PersonLine(row.staff_id, row.name, row.role, row.active)
            for row in sorted(staff.values(), key=lambda row: (not row.active, row.name, row.staff_id))
        ],
        deeds=[deed_told(one, called) for one in added.trail],
        done=_adjustment(done, names, called) if done else None,
        odd_us=int(desk.reference.setting("", LOOKED) or 0),
        server_us=now_us,
        over_us=end_us,
    )


def _days(desk: Desk, today: date, zone: str) -> list[DayLine]:
    first = today - timedelta(days=DAYS - 1)
    by_day = _by_day(desk, first, zone)
    return [_day(first + timedelta(days=number), by_day) for number in range(DAYS)]


def _by_day(desk: Desk, first: date, zone: str) -> dict[date, list[Sold]]:
    by_day: dict[date, list[Sold]] = defaultdict(list)
    info = ZoneInfo(zone)
    for one in desk.figures.since(micros(start_of_day(first, zone))):
        by_day[(EPOCH + one.quarter * _QUARTER).astimezone(info).date()].append(one)
    return by_day


def _past(desk: Desk, today: date, zone: str) -> list[DayLine]:
    """Return sales of the months before this one, oldest first."""
    months = [Month.of(today)]
    while len(months) <= SOLD_MONTHS:
        months.insert(0, Month.of(months[0].first - timedelta(days=1)))
    by_day = _by_day(desk, months[0].first, zone)
    sold: dict[str, list[DayLine]] = {str(month): [] for month in months[:-1]}
    for day in sorted(by_day):
        if str(Month.of(day)) in sold:
            sold[str(Month.of(day))].append(_day(day, by_day))
    return [_added(month, days) for month, days in sold.items()]


def _good_until(today: date, now_us: int, zone: str) -> int:
    """Return when the past months are to be added up again: in an hour, or where the day ends."""
    return min(now_us + PAST_US, micros(start_of_day(today + timedelta(days=1), zone)))


def _added(name: str, days: Sequence[DayLine]) -> DayLine:
    return DayLine(
        name,
        receipts=sum(one.receipts for one in days),
        with_card=sum(one.with_card for one in days),
        sold_minor=sum(one.sold_minor for one in days),
        issued=sum(one.issued for one in days),
        redeemed=sum(one.redeemed for one in days),
    )


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
    told = (rolled.closing, one.late, list(one.waiting), one.made_us, one.programme)
    return MonthLine(one.month, str(one.ledger), one.entity, *sums, *told)


def _adjustment(one: Adjustment, names: dict[str, str], called: dict[str, str]) -> AdjustmentLine:
    return AdjustmentLine(
        adjustment_id=one.adjustment_id,
        account=names.get(one.account_id, ""),
        points=one.points,
        reason=one.reason,
        note=one.note,
        receipt=one.receipt,
        state=str(one.state),
        proposed_by=called.get(one.proposed_by, one.proposed_by),
        proposed_us=one.proposed_us,
        decided_by=called.get(one.decided_by, one.decided_by),
    )
