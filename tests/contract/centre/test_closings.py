"""A month is closed once and never changes: to the unit, chained, and what comes too late is in the next one, marked."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from loyalty_pos.centre.at_the_desk.desk import ManagersDesk
from loyalty_pos.centre.closing.desk import ENTITY, broken
from loyalty_pos.centre.written.closings import Closing, Ledger
from loyalty_pos.core.dates import micros
from loyalty_pos.core.office.refusals import BadMonth, MonthNotNext, MonthNotOver, TillsNotComplete
from loyalty_pos.core.sale import Sale
from tests.fakes.centre import Headquarters
from tests.fakes.till_folder import a_return, a_sale
from tests.fakes.vouchers import certificate, paid_by_certificate, printed, put

OCTOBER, NOVEMBER, DECEMBER = "2026-10", "2026-11", "2026-12"
DAY_US = 86_400_000_000


def at(month: int, day: int, hour: int = 12) -> int:
    return micros(datetime(2026, month, day, hour, tzinfo=UTC))


def desk_of(hq: Headquarters) -> ManagersDesk:
    return ManagersDesk(hq.books, hq.clock)


def points(closings: list[Closing], month: str) -> Closing:
    (found,) = [one for one in closings if one.ledger is Ledger.POINTS and one.month == month]
    return found


def earning(number: int, account: str, points: int, sold_us: int, **told: object) -> Sale:
    return a_sale(
        number, account_id=account, accrued=points, sold_at_us=sold_us, activate_at_us=sold_us, **told
    )


def closed(hq: Headquarters, month: str) -> list[Closing]:
    return list(desk_of(hq).closings.make(month, "boss", although_waiting=True).closings)


def test_a_month_adds_up_and_the_next_one_begins_where_it_ended(hq: Headquarters) -> None:
    account, till = hq.member(), hq.till()
    hq.send(till, earning(1, account, 125_000, at(9, 30)))
    hq.send(till, earning(2, account, 48_000, at(10, 5)))
    hq.send(till, a_sale(3, account_id=account, redeemed=31_500, sold_at_us=at(10, 7)))
    hq.clock.us = at(12, 2)

    closed(hq, OCTOBER)
    hq.send(till, earning(4, account, 700, at(11, 9)))
    closed(hq, NOVEMBER)

    october, november = (points(desk_of(hq).closings.closed(), month) for month in (OCTOBER, NOVEMBER))
    assert (october.rolled.opening, october.rolled.issued, october.rolled.redeemed) == (
        125_000,
        48_000,
        31_500,
    )
    assert (
        (november.rolled.opening, november.rolled.issued) == (october.rolled.closing, 700) == (141_500, 700)
    )
    assert november.rolled.closing == hq.points(account)
    assert desk_of(hq).closings.check() == []


def test_a_sale_that_comes_after_its_month_was_closed_is_in_the_next_one_with_its_own_day(
    hq: Headquarters,
) -> None:
    hq.clock.us = at(10, 5)
    account, till = hq.member(), hq.till()
    hq.send(till, earning(1, account, 500, at(10, 5)))
    hq.clock.us = at(11, 2)
    before = closed(hq, OCTOBER)

    hq.send(till, earning(2, account, 40, at(10, 31, 20), code="LATE-1"))

    assert desk_of(hq).closings.closed(OCTOBER) == before, "a closed month never changes"
    (late,) = desk_of(hq).closings.late()
    assert (late.receipt, late.amount, late.at_us) == ("LATE-1", 40, at(10, 31, 20))
    hq.clock.us = at(12, 2)
    november = points(closed(hq, NOVEMBER), NOVEMBER)
    assert (november.rolled.issued, november.late, november.late_entries) == (40, 40, 1)
    lines = [line.moved for line in desk_of(hq).closings.lines(NOVEMBER) if line.ledger is Ledger.POINTS]
    assert [(str(one.day), one.amount) for one in lines] == [("2026-10-31", 40)]


def test_months_are_closed_one_behind_the_other_and_only_when_they_are_over(hq: Headquarters) -> None:
    closings = desk_of(hq).closings
    hq.clock.us = at(11, 30, 20)  # midnight of Moscow is 21:00 UTC
    for text in ("2026-13", "november", "2026-1", ""):
        with pytest.raises(BadMonth):
            closings.make(text, "boss")
    with pytest.raises(MonthNotOver):
        closings.make(NOVEMBER, "boss")
    closings.make(OCTOBER, "boss")
    hq.clock.us += 2 * 3_600_000_000
    for month in (OCTOBER, "2026-09"):
        with pytest.raises(MonthNotNext) as refused:
            closings.make(month, "boss")
        assert refused.value.expected == NOVEMBER
    assert closings.make(NOVEMBER, "boss").month == NOVEMBER


def test_tills_that_may_still_bring_something_are_named_and_stay_named(hq: Headquarters) -> None:
    hq.clock.us = at(10, 5)
    till, silent = hq.till(), hq.till("store-2")
    hq.clock.us = at(11, 2)
    hq.send(till, a_sale(1, sold_at_us=at(11, 2)))
    with pytest.raises(TillsNotComplete) as refused:
        desk_of(hq).closings.make(OCTOBER, "boss")
    assert refused.value.tills == "store-2/2"
    assert desk_of(hq).closings.waiting() == ["store-2/2"]

    assert {one.waiting for one in closed(hq, OCTOBER)} == {("store-2/2",)}
    hq.send(silent, a_sale(2, store_id="store-2", sold_at_us=at(10, 31)))
    assert desk_of(hq).closings.waiting(OCTOBER) == []


def test_each_legal_entity_has_a_book_of_its_own(hq: Headquarters) -> None:
    hq.admin.set_setting(ENTITY, "Romashka LLC")
    hq.admin.set_setting(ENTITY, "Vasilek LLC", "store-2")
    account, one, other = hq.member(), hq.till(), hq.till("store-2")
    hq.send(one, earning(1, account, 300, at(10, 5)))
    hq.send(other, a_sale(2, account_id=account, redeemed=120, store_id="store-2", sold_at_us=at(10, 6)))
    hq.clock.us = at(11, 2)

    made = [one for one in closed(hq, OCTOBER) if one.ledger is Ledger.POINTS]

    assert {one.entity: one.rolled.closing for one in made} == {"Romashka LLC": 300, "Vasilek LLC": -120}
    assert sum(one.rolled.closing for one in made) == hq.points(account)


def test_certificates_sold_used_left_and_ended_are_closed_too(hq: Headquarters) -> None:
    put(hq, printed())
    till = hq.till()
    hq.send(till, a_sale(1, issued=(certificate(100_000),)))
    hq.send(till, paid_by_certificate(2, 30_000))
    hq.clock.us = at(12, 2)

    closed(hq, OCTOBER)
    (register,) = [one for one in closed(hq, NOVEMBER) if one.ledger is Ledger.CERTIFICATES]

    rolled = register.rolled
    assert (rolled.issued, rolled.redeemed, rolled.expired, rolled.closing) == (100_000, 30_000, 0, 70_000)


@pytest.mark.parametrize("seed", range(3))
def test_every_point_is_in_one_month_and_in_no_other_whenever_it_arrives(hq: Headquarters, seed: int) -> None:
    """Sales and returns of any day arrive in any order between closings; months chain and lose nothing."""
    dice, account, till = random.Random(seed), hq.member(), hq.till()
    number = 0
    for month, now_us in ((OCTOBER, at(11, 3)), (NOVEMBER, at(12, 3)), (DECEMBER, at(12, 31, 23))):
        hq.clock.us = now_us
        facts: list[object] = []
        for _ in range(12):
            number += 1
            sold_us = now_us - dice.randrange(1, 80) * DAY_US
            sale = a_sale(
                number, account_id=account, accrued=dice.randrange(1, 90), redeemed=dice.choice((0, 0, 7)), sold_at_us=sold_us,
                activate_at_us=sold_us,
            )  # fmt: skip
            facts.append(sale)
            if dice.random() < 0.3:
                back = replace(a_return(sale), accrued_back=sale.accrued, returned_at_us=sold_us + 3 * DAY_US)
                facts.append(back)
        hq.send(till, *facts)  # type: ignore[arg-type]  # facts
        if month != DECEMBER:
            closed(hq, month)
    closings = desk_of(hq).closings
    done = [one for one in closings.closed() if one.ledger is Ledger.POINTS]
    (rest,) = [one for one in closings.open().closings if one.ledger is Ledger.POINTS]
    assert [one.rolled.opening for one in (*done[1:], rest)] == [one.rolled.closing for one in done]
    assert rest.rolled.closing == hq.points(account)
    assert closings.check() == []


def test_a_line_of_a_closed_month_that_was_changed_is_found(hq: Headquarters) -> None:
    account, till = hq.member(), hq.till()
    hq.send(till, earning(1, account, 300, at(10, 5)))
    hq.clock.us = at(11, 2) + int(timedelta(days=1).total_seconds())
    closed(hq, OCTOBER)
    closings, lines = desk_of(hq).closings.closed(), desk_of(hq).closings.lines("")
    assert broken(closings, lines) == []

    changed = replace(lines[0], moved=replace(lines[0].moved, amount=301))
    assert broken(closings, [changed, *lines[1:]]) == ["points 2026-10 : rolled"]
    richer = replace(closings[0], rolled=replace(closings[0].rolled, opening=1))
    assert any(": hash" in one for one in broken([richer, *closings[1:]], lines))
