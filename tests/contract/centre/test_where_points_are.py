""" "My points vanished", asked at a till: the page adds up, says who may still bring something, and tells each role its own."""

import pytest

from loyalty_pos.centre.admin import StaffItem
from loyalty_pos.centre.leases.costly import NAMED
from loyalty_pos.centre.leases.lost import NotApproved
from loyalty_pos.centre.office.telling import MOST
from loyalty_pos.centre.partners.refusals import UnknownMember
from loyalty_pos.wire.messages import LeaseAsk
from loyalty_pos.wire.office import ExposureAsk, Statement, StatementAsk
from tests.fakes.centre import MINUTE_US, Headquarters, Stream, new_uuid
from tests.fakes.till_folder import a_return, a_sale

STAFF = [StaffItem("anna", "Anna", "cashier", "x"), StaffItem("peter", "Peter", "manager", "x")]
POINTS = """
id = "club"
names = { en = "Club" }
[accrual]
rate_bp = 100
[redemption]
[redemption.offline]
preset = "balanced"
"""


def told(
    hq: Headquarters, till: Stream, account: str, who: str = "peter", *, present: bool = False
) -> Statement:
    place = hq.centre.authorise(till.place.token)
    return hq.centre.office.statement(place, StatementAsk(account, who, present))


def test_every_change_is_told_with_its_shop_and_receipt_and_the_page_adds_up(hq: Headquarters) -> None:
    till, member = hq.till(), hq.member(500)
    sale = a_sale(1, account_id=member, redeemed=120, accrued=7, operation=new_uuid(), activate_at_us=1)
    hq.send(till, sale, a_return(sale, qty_milli=2000, points_back=120, accrued_back=7))

    page = told(hq, till, member)

    said = {(line.kind, line.points, line.store, line.receipt) for line in page.changes}
    assert said == {
        ("accrual_reversal", -7, "Corner shop", "back-1"),
        ("redemption_refund", 120, "Corner shop", "back-1"),
        ("accrual", 7, "Corner shop", "code-1"),
        ("redemption", -120, "Corner shop", "code-1"),
        ("adjust_credit", 500, "", ""),
    }
    assert (page.opening, page.now.total, page.now.usable, page.adds_up) == (0, 500, 500, True)


def test_what_is_held_now_is_said_with_its_till_and_counts_once(hq: Headquarters) -> None:
    till, member, op = hq.till(), hq.member(500), new_uuid()
    hq.hold(member, 200, op)

    page = told(hq, till, member)

    assert (page.now.usable, page.now.held, page.now.total) == (300, 200, 500)
    assert [kept.points for kept in page.held] == [200]
    assert page.adds_up


def test_a_debt_is_told_where_it_was_made_and_where_it_was_repaid(hq: Headquarters) -> None:
    till, member = hq.till(), hq.member(50)
    hq.send(till, a_sale(1, account_id=member, redeemed=180, operation=new_uuid()))
    later = a_sale(2, sale_id="later", code="later", account_id=member, accrued=200, activate_at_us=1)
    hq.send(till, later, a_return(later, qty_milli=1000))

    page = told(hq, till, member)

    assert [(line.points, line.about, line.debt) for line in page.changes] == [
        (0, 130, 0),
        (200, 0, 0),
        (-180, 0, 130),
        (50, 0, 0),
    ]
    assert (page.now.total, page.adds_up) == (70, True)


def test_of_a_long_book_the_oldest_part_is_the_opening_balance(hq: Headquarters) -> None:
    till, member = hq.till(), hq.member(10)
    sales = [
        a_sale(n, sale_id=f"s-{n}", code=f"c-{n}", account_id=member, accrued=1 + n % 3, activate_at_us=1)
        for n in range(MOST + 5)
    ]
    for first in range(0, len(sales), 150):
        hq.send(till, *sales[first : first + 150])

    page = told(hq, till, member)

    assert (len(page.changes), page.older, page.adds_up) == (MOST, 6, True)
    assert page.opening == 10 + sum(1 + n % 3 for n in range(5))
    assert page.changes[0].receipt == f"c-{MOST + 4}"


def test_a_till_that_was_not_heard_from_is_named_until_it_speaks(hq: Headquarters) -> None:
    speaks, other, member = hq.till(), hq.till("store-2"), hq.member(5)
    hq.send(other, a_sale(1))
    hq.clock.us += 16 * MINUTE_US

    silent = told(hq, speaks, member).silent
    hq.centre.authorise(other.place.token)

    assert [(one.store, one.till_no, one.seen_us) for one in silent] == [
        ("Market hall", 2, hq.clock.us - 16 * MINUTE_US)
    ]
    assert told(hq, speaks, member).silent == []


def test_a_cashier_sees_the_member_at_the_till_and_nothing_of_other_shops(hq: Headquarters) -> None:
    hq.admin.put_staff(STAFF)
    till, _, member = hq.till(), hq.till("store-2"), hq.member(5)

    page = told(hq, till, member, "anna", present=True)

    assert (page.silent, page.silent_elsewhere, page.at_risk) == ([], 1, -1)
    assert told(hq, till, member).at_risk == 0
    with pytest.raises(NotApproved):
        told(hq, till, member, "anna")
    with pytest.raises(NotApproved):
        told(hq, till, member, "stranger", present=True)


def test_a_member_whom_nobody_knows_has_no_page(hq: Headquarters) -> None:
    with pytest.raises(UnknownMember):
        told(hq, hq.till(), "nobody")


def test_the_manager_sees_what_all_tills_may_cost_and_what_another_preset_would_make_of_it(
    hq: Headquarters,
) -> None:
    hq.admin.set_programme(POINTS)
    hq.admin.put_staff(STAFF)
    tills = [hq.till(), hq.till("store-2")]
    hq.member(1_000, name="Anna Kern")
    for one in tills:
        place = hq.centre.authorise(one.place.token)
        hq.centre.lease(place, one.incarnation, LeaseAsk(0, 0))

    page = hq.centre.office.exposure(hq.centre.authorise(tills[0].place.token), ExposureAsk("peter"))

    assert (page.network, page.of_one, page.preset) == (10_000, 1_000, "balanced")
    assert [(one.preset, one.network) for one in page.presets] == [
        ("strict", 0),
        ("balanced", 10_000),
        ("generous", 40_000),
    ]
    assert dict(page.stores) == {"Corner shop": 5_000, "Market hall": 5_000}
    assert page.money_minor(page.network) == 1_000_000
    with pytest.raises(NotApproved):
        hq.centre.office.exposure(hq.centre.authorise(tills[0].place.token), ExposureAsk("anna"))


def test_whoever_is_not_named_on_the_page_costs_no_more_than_it_says(hq: Headquarters) -> None:
    hq.admin.set_programme(POINTS.replace("balanced", "generous"))
    hq.admin.put_staff(STAFF)
    tills = [hq.till(), hq.till("store-2")]
    for number in range(NAMED + 2):
        hq.member(150, f"29{number + 10:014d}")
    for one in tills:
        hq.centre.lease(hq.centre.authorise(one.place.token), one.incarnation, LeaseAsk(0, 0))

    page = hq.centre.office.exposure(hq.centre.authorise(tills[0].place.token), ExposureAsk("peter"))

    assert [card.worst for card in page.cards] == [2 * 150] * NAMED
    assert page.beyond == 2 * 150, "the eleventh is not named, and not forgotten"
