"""What a manager does at a till's desk beside points and staff: months closed, remarks, debts; and the drawers that are told."""

from datetime import UTC, datetime

import pytest

from loyalty_pos.centre.admin import StaffItem
from loyalty_pos.centre.leases.lost import NotApproved
from loyalty_pos.core.dates import micros
from loyalty_pos.core.office.refusals import (
    BadRemark,
    MonthNotNext,
    MonthNotOver,
    NothingOwed,
    NothingWaits,
    OwnAccountAdjusted,
    TillsNotComplete,
    UnknownStaff,
)
from loyalty_pos.core.problems import BadMessage, Problem
from loyalty_pos.core.sale import Noted
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wire.desk import CloseMonth, CloseParked, DebtDeed, DeskAsk, DeskTold, Remark
from tests.fakes.centre import CARD, Headquarters, Stream
from tests.fakes.till_folder import a_return, a_sale
from tests.fakes.vouchers import certificate, printed, put

HASH = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"


@pytest.fixture
def shop(hq: Headquarters) -> Headquarters:
    """Ira and Max manage, Anna sells, Olga looks into the books."""
    people = (("ira", "manager"), ("max", "manager"), ("anna", "cashier"), ("olga", "auditor"))
    hq.admin.put_staff([StaffItem(who, who.title(), role, HASH) for who, role in people])
    return hq


def at(month: int, day: int, hour: int = 12) -> int:
    return micros(datetime(2026, month, day, hour, tzinfo=UTC))


def served(hq: Headquarters, till: Stream, ask: DeskAsk) -> DeskTold:
    """Over the wire and back, as a till hears it."""
    told = hq.centre.desk.serve(hq.centre.authorise(till.place.token), decode(encode(ask), DeskAsk))
    return decode(encode(told), DeskTold)


def test_a_month_is_closed_from_the_till_once_and_by_who_may(shop: Headquarters) -> None:
    shop.clock.us = at(10, 5)
    till, silent = shop.till(), shop.till("store-2")
    shop.send(silent, a_sale(1, store_id="store-2", sold_at_us=at(10, 5)))
    shop.clock.us = at(11, 2)
    shop.send(till, a_sale(2, sold_at_us=at(10, 6)))
    looked = served(shop, till, DeskAsk("ira"))
    heard = [(one.till, one.complete, one.waits) for one in looked.tills]
    assert heard == [("store-2/2", False, 0), ("store-1/1", True, 0)]

    close = CloseMonth("2026-10")
    for nobody in ("anna", "olga"):
        with pytest.raises(NotApproved):
            served(shop, till, DeskAsk(nobody, close=close))
    with pytest.raises(TillsNotComplete):
        served(shop, till, DeskAsk("ira", close=close))
    with pytest.raises(MonthNotOver):
        served(shop, till, DeskAsk("ira", close=CloseMonth("2026-11", although_waiting=True)))
    told = served(shop, till, DeskAsk("ira", close=CloseMonth("2026-10", although_waiting=True)))

    assert told.made == "month_closed"
    closed = [(one.month, one.waiting) for one in told.months if one.made_us]
    assert closed == [("2026-10", ["store-2/2"]), ("2026-10", ["store-2/2"])]
    assert (told.deeds[0].what, told.deeds[0].done_by) == ("month_closed", "Ira")
    with pytest.raises(MonthNotNext):
        served(shop, till, DeskAsk("ira", close=CloseMonth("2026-10", although_waiting=True)))


def test_a_remark_is_kept_once_with_its_receipt(shop: Headquarters) -> None:
    till = shop.till()
    ask = DeskAsk("ira", remark=Remark("r-1", "praise", "anna", " found my keys ", "4815"))
    served(shop, till, ask)
    told = served(shop, till, ask)
    assert told.made == "praise"
    assert [(one.what, one.subject, one.detail, one.done_by) for one in told.remarks] == [
        ("praise", "Anna", "4815: found my keys", "Ira")
    ]


REFUSED: tuple[tuple[Remark, str, type[Problem]], ...] = (
    (Remark("r", "praise", "anna", "kind"), "anna", NotApproved),
    (Remark("r", "praise", "anna", "kind"), "olga", NotApproved),
    (Remark("r", "praise", "nobody", "kind"), "ira", UnknownStaff),
    (Remark("r", "praise", "anna", "  "), "ira", BadRemark),
    (Remark("r", "praise", "anna", "x" * 301), "ira", BadRemark),
    (Remark("r", "praise", "anna", "a\nb"), "ira", BadRemark),
    (Remark("r", "praise", "anna", "kind", "1\t2"), "ira", BadRemark),
    (Remark("r", "gossip", "anna", "kind"), "ira", BadRemark),
)


def test_a_remark_that_cannot_be_is_refused_and_nothing_is_kept(shop: Headquarters) -> None:
    till = shop.till()
    for remark, who, refusal in REFUSED:
        with pytest.raises(refusal):
            served(shop, till, DeskAsk(who, remark=remark))
    assert served(shop, till, DeskAsk("ira")).remarks == []


def test_a_debt_is_asked_for_or_written_off_by_a_manager_who_does_not_owe_it(shop: Headquarters) -> None:
    account, till = shop.member(points=100, name="Anna Petrova"), shop.till()
    shop.send(till, a_sale(1, account_id=account, redeemed=300))
    (debt,) = served(shop, till, DeskAsk("ira")).debts
    assert (debt.who, debt.value, debt.rest, debt.state, debt.till) == (
        "Anna P.",
        "points",
        200,
        "open",
        "store-1/1",
    )

    asked = served(shop, till, DeskAsk("ira", debt=DebtDeed("claim", debt.subject, "called her")))
    assert (asked.made, asked.debts[0].state) == ("debt_claim", "claimed")
    for who, refusal in (("anna", NotApproved), ("olga", NotApproved)):
        with pytest.raises(refusal):
            served(shop, till, DeskAsk(who, debt=DebtDeed("write_off", debt.subject, "why")))
    for deed in (DebtDeed("sell", debt.subject, "why"), DebtDeed("write_off", debt.subject, " ")):
        with pytest.raises(BadMessage):
            served(shop, till, DeskAsk("ira", debt=deed))

    done = served(shop, till, DeskAsk("max", debt=DebtDeed("write_off", debt.subject, "our mistake")))

    assert (done.made, done.debts, shop.points(account)) == ("debt_write_off", [], 0)
    told = {one.what: (one.done_by, one.detail) for one in done.deeds}
    assert told["debt_write_off"] == ("Max", "our mistake")
    assert shop.books_balance()
    with pytest.raises(NothingOwed):
        served(shop, till, DeskAsk("max", debt=DebtDeed("write_off", debt.subject, "again")))


def test_nobody_writes_off_what_is_owed_on_the_own_account(shop: Headquarters) -> None:
    own, till = shop.member(points=10, staff_id="ira"), shop.till()
    shop.send(till, a_sale(1, account_id=own, redeemed=50))
    with pytest.raises(OwnAccountAdjusted):
        served(shop, till, DeskAsk("ira", debt=DebtDeed("write_off", own, "why not")))
    assert (
        served(shop, till, DeskAsk("max", debt=DebtDeed("write_off", own, "agreed"))).made == "debt_write_off"
    )


def test_blocked_cards_are_told_with_who_and_why_and_no_number(shop: Headquarters) -> None:
    shop.member(name="Anna Petrova")
    till = shop.till()
    assert served(shop, till, DeskAsk("ira")).blocked == []
    key = till.card_key(CARD)
    shop.send(till, Noted("card_blocked", "store-1", "anna", shop.clock.us, subject=str(key), reason="lost"))
    (blocked,) = (told := served(shop, till, DeskAsk("ira"))).blocked
    assert (blocked.account, blocked.last4, blocked.reason, blocked.done_by) == (
        "Anna P.",
        CARD[-4:],
        "lost",
        "Anna",
    )
    assert CARD not in str(told)
    shop.send(till, Noted("card_unblocked", "store-1", "ira", shop.clock.us, subject=str(key)))
    assert served(shop, till, DeskAsk("ira")).blocked == []


def test_the_register_of_certificates_adds_up_by_series_and_state(shop: Headquarters) -> None:
    put(shop, printed())
    till = shop.till()
    shop.send(till, a_sale(1, issued=(certificate(100_000),)))
    rows = [
        (one.state, one.count, one.value_minor, one.rest_minor)
        for one in served(shop, till, DeskAsk("ira")).certificates
    ]
    assert rows == [("active", 1, 100_000, 100_000)]


def test_sales_are_told_by_months_and_the_running_one_is_always_new(shop: Headquarters) -> None:
    till = shop.till()
    shop.clock.us = at(11, 20)
    shop.send(till, a_sale(1, sold_at_us=at(9, 30, 20)), a_sale(2, sold_at_us=at(10, 31, 22)))
    shop.send(till, a_sale(3, sold_at_us=at(11, 1)))
    months = served(shop, till, DeskAsk("ira")).sold
    assert (len(months), months[0].day, months[-1].day) == (13, "2025-11", "2026-11")
    told = [(one.day, one.receipts) for one in months if one.receipts]
    assert told == [("2026-09", 1), ("2026-11", 2)], "a month ends at midnight of the shop's own zone"
    shop.send(till, a_sale(4, sold_at_us=at(11, 20)))
    assert served(shop, till, DeskAsk("ira")).sold[-1].receipts == 3


def test_the_trail_has_what_this_shops_tills_did_today_and_nothing_of_other_shops(shop: Headquarters) -> None:
    till, other = shop.till(), shop.till("store-2")
    now_us = shop.clock.us
    drawer = Noted("drawer_opened", "store-1", "anna", now_us - 1_000, reason="change")
    shop.send(till, drawer)
    shop.send(other, Noted("line_deleted", "store-2", "anna", now_us - 900, reason="mistake"))
    deeds = served(shop, till, DeskAsk("ira")).deeds
    assert [(one.what, one.done_by, one.detail) for one in deeds] == [
        ("till_drawer_opened", "Anna", "change")
    ]


def test_what_is_set_aside_is_seen_and_tried_again_by_it_and_told_to_nobody_else(shop: Headquarters) -> None:
    shop.admin.put_staff([StaffItem("ivan", "Ivan", "it", HASH)])
    till = shop.till()
    sale = a_sale(1)
    shop.send(till, a_return(sale))
    for nobody in ("anna", "nobody"):
        with pytest.raises(NotApproved):
            served(shop, till, DeskAsk(nobody, parked="look"))
    with pytest.raises(BadMessage):
        served(shop, till, DeskAsk("ivan", parked="close"))
    told = served(shop, till, DeskAsk("ivan", parked="look"))
    assert told.parked is not None
    (waits,) = told.parked
    assert (waits.till, waits.kind, waits.reason, waits.receipt) == (
        "store-1/1",
        "return",
        "sale_unknown",
        sale.code,
    )
    assert (told.staff, told.days, told.deeds) == ([], [], []), "nothing of the manager's desk"
    assert served(shop, till, DeskAsk("ivan", parked="again")).parked == told.parked, (
        "its sale is still unknown"
    )


def test_it_closes_one_that_is_dealt_with_by_name_and_with_a_reason(shop: Headquarters) -> None:
    shop.admin.put_staff([StaffItem("ivan", "Ivan", "it", HASH)])
    till = shop.till()
    shop.send(till, a_return(a_sale(1)), a_return(a_sale(2)))
    first, second = served(shop, till, DeskAsk("ivan", parked="look")).parked or []
    wish = CloseParked(first.name, " paid back by hand, act 17 ")

    for nobody in ("anna", "nobody"):
        with pytest.raises(NotApproved):
            served(shop, till, DeskAsk(nobody, parked="look", close_parked=wish))
    for reason in ("", "  ", "a\nb", "x" * 301):
        with pytest.raises(BadMessage):
            served(shop, till, DeskAsk("ivan", parked="look", close_parked=CloseParked(first.name, reason)))
    with pytest.raises(BadMessage):
        served(shop, till, DeskAsk("ivan", parked="close", close_parked=wish))
    assert served(shop, till, DeskAsk("ivan", parked="look")).parked == [first, second], (
        "none of it did anything"
    )

    told = served(shop, till, DeskAsk("ivan", parked="look", close_parked=wish))

    assert (told.parked, told.made) == ([second], "parked_closed")
    assert {one.code: one.subject for one in shop.admin.overview().alarms}["parked_closed"] == (
        "ivan: paid back by hand, act 17"
    )
    with pytest.raises(NothingWaits):
        served(shop, till, DeskAsk("ivan", parked="look", close_parked=wish))
    assert served(shop, till, DeskAsk("ivan", parked="look")).made == ""
