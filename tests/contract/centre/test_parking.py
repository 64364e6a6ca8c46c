"""What could not be applied is seen with its money, tried again, or closed by somebody with a reason."""

import pytest

from loyalty_pos.centre.proof.parking import Parking
from loyalty_pos.wire import events
from tests.fakes.centre import Headquarters
from tests.fakes.till_folder import a_return, a_sale

LIFE = {"activate_at_us": 1, "expire_at_us": 0}


def parking_of(hq: Headquarters) -> Parking:
    return Parking(hq.books, hq.clock, hq.secrets)


def test_nothing_waits_where_everything_was_applied(hq: Headquarters) -> None:
    hq.send(hq.till(), a_sale(1))
    assert parking_of(hq).waiting() == []
    assert parking_of(hq).again() == (0, [])


def test_what_waits_is_named_with_its_receipt_and_its_money(hq: Headquarters) -> None:
    till = hq.till()
    hq.send(till, a_return(a_sale(1)))
    (one,) = parking_of(hq).waiting()
    assert one.park.code == "sale_unknown"
    assert (one.kind, one.receipt_code, one.money_minor) == ("return", a_sale(1).code, -5_000)
    assert one.name == f"{till.agent_id}:life-1:1"


def test_a_centre_that_learnt_the_kind_applies_what_waited(
    hq: Headquarters, monkeypatch: pytest.MonkeyPatch
) -> None:
    member, till = hq.member(), hq.till()
    till.commit(a_sale(1, account_id=member, accrued=70, **LIFE), kind="lottery_drawn")
    hq.centre.push(till.batch(1))
    assert parking_of(hq).again()[0] == 0, "it still does not know the kind"
    assert hq.points(member) == 0
    monkeypatch.setitem(events._READERS, "lottery_drawn", events._READERS["sale"])
    assert parking_of(hq).again() == (1, [])
    assert hq.points(member) == 70
    assert parking_of(hq).again() == (0, []), "a second time there is nothing to do"
    assert hq.points(member) == 70
    assert hq.books_balance()


def test_one_that_fails_again_holds_no_other_up(hq: Headquarters) -> None:
    till = hq.till()
    till.commit(a_sale(1), None, body="{}")
    hq.centre.push(till.batch(1))
    hq.send(till, a_return(a_sale(7)))
    applied, left = parking_of(hq).again()
    assert applied == 0
    assert [park.code for park in left] == ["bad_body", "sale_unknown"]
    assert len(parking_of(hq).waiting()) == 2


def test_only_the_one_that_was_named_is_tried(hq: Headquarters) -> None:
    till = hq.till()
    hq.send(till, a_return(a_sale(1)), a_return(a_sale(2)))
    name = parking_of(hq).waiting()[1].name
    _, left = parking_of(hq).again(name)
    assert [park.seq for park in left] == [2]


def test_whoever_closes_one_says_why_and_it_stays_in_the_chain(hq: Headquarters) -> None:
    till = hq.till()
    hq.send(till, a_return(a_sale(1)))
    parking = parking_of(hq)
    name = parking.waiting()[0].name
    assert parking.close(name, "olga", "paid back by hand, act 17")
    assert parking.waiting() == []
    assert not parking.close(name, "olga", "again")
    alarms = {alarm.code: alarm.subject for alarm in hq.admin.overview().alarms}
    assert alarms["parked_closed"] == "olga: paid back by hand, act 17"
    assert hq.centre.hello(till.agent_id, till.incarnation).stored == 1
