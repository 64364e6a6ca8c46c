"""Partners at the counter: their customers are known by the phone alone, their offers by region and month."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from loyalty_pos.core.partners.settlement import sale_rows, sums_of
from loyalty_pos.core.problems import UnknownPhone
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.receipt import Barcode
from loyalty_pos.core.sale import Issued, Sale
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.till.receipt_state import CouponTaken, MemberAttached, Refused
from tests.fakes.till import ANNA_PHONE, COFFEE_CODE, MILK_CODE, FakeTill

PHONE = "+79001234567"
WRITTEN = """
id = "together"
names = { en = "Together" }
[accrual]
rate_bp = 1_000
[[partner]]
id = "tour"
name = "Volga tours"
[[promotion]]
id = "tourists"
name = "For tourists"
kind = "percent"
bp = 1_000
when = { subscriber_of = "tour" }
funders = { tour = 6_000 }
"""


def a_till(written: str = WRITTEN) -> FakeTill:
    till = FakeTill(programme=read_programme(written)).open()
    till.members.subscribers[PHONE] = ("tour", "a partner without offers here")
    return till


@pytest.mark.parametrize("typed", ["9001234567", "+7 900 123-45-67", "8 900 123 45 67"])
def test_the_last_ten_digits_of_the_phone_are_enough(typed: str) -> None:
    """A46: no code, no connection, no membership; the offer and nothing else."""
    till = a_till()
    till.register.scan(MILK_CODE)
    before = till.register.view().quote.payable_minor
    outcome = till.register.scan(typed)
    assert outcome == CouponTaken("partner:tour")
    view = till.register.view()
    assert (view.quote.discount_minor, view.member) == (before // 10, None)
    assert [(one.name, one.amount_minor) for one in view.coupons] == [("Volga tours", before // 10)]
    sale = till.register.pay_exact().sale
    assert (sale.account_id, sale.accrued) == ("", 0)
    assert {given.funder: given.amount_minor for given in sale.lines[0].discounts} == {
        "tour": before // 10 * 6 // 10,
        "": before // 10 - before // 10 * 6 // 10,
    }


def test_the_phone_may_be_typed_before_the_goods_and_twice() -> None:
    till = a_till()
    till.register.scan("9001234567")
    till.register.scan("9001234567")
    till.register.scan(MILK_CODE)
    view = till.register.view()
    assert view.quote.discount_minor > 0
    assert [one.coupon for one in view.coupons] == ["partner:tour"]


def test_the_next_customer_is_nobodys() -> None:
    till = a_till()
    till.register.scan("9001234567")
    till.sell(MILK_CODE)
    till.register.scan(MILK_CODE)
    assert till.register.view().quote.discount_minor == 0


def test_a_member_gets_points_and_the_offer() -> None:
    till = a_till()
    till.members.subscribers[ANNA_PHONE] = ("tour",)
    outcome = till.register.scan(ANNA_PHONE)
    assert isinstance(outcome, MemberAttached)
    sale = till.sell(MILK_CODE).sale
    assert (sale.account_id, sale.discount_minor > 0, sale.accrued > 0) == ("anna", True, True)


@pytest.mark.parametrize("typed", ["9001234568", "partner:tour", "PARTNER:TOUR"])
def test_who_is_no_customer_gets_nothing_whatever_is_typed(typed: str) -> None:
    till = a_till()
    till.register.scan(MILK_CODE)
    assert isinstance(till.register.scan(typed), Refused)
    assert till.register.view().quote.discount_minor == 0


def test_without_an_offer_for_them_the_phone_is_unknown() -> None:
    till = a_till(WRITTEN.replace('subscriber_of = "tour"', 'subscriber_of = "ski"'))
    refused = till.register.scan("9001234567")
    assert isinstance(refused, Refused)
    assert isinstance(refused.problem, UnknownPhone)


def test_the_paper_does_not_call_it_a_code() -> None:
    till = a_till()
    till.register.scan("9001234567")
    done = till.sell(MILK_CODE)
    assert "partner:" not in repr(done.receipt)


# --- region and month ----------------------------------------------------------------------------------

PLACES = """
id = "places"
names = { en = "Places" }
[[partner]]
id = "ski"
name = "Ski resort"
kind = "local"
regions = ["38"]
[[partner]]
id = "rink"
name = "Skating rink"
kind = "local"
regions = ["78"]
[[promotion]]
id = "everywhere"
name = "Everywhere"
kind = "unit_amount"
amount_minor = 1
[[promotion]]
id = "skiing"
name = "Skiing"
kind = "unit_amount"
amount_minor = 10
funder = "ski"
when = { regions = ["38"] }
[[promotion]]
id = "skating"
name = "Skating"
kind = "unit_amount"
amount_minor = 100
funder = "rink"
when = { regions = ["78"] }
[[promotion]]
id = "november"
name = "November"
kind = "unit_amount"
amount_minor = 1_000
when = { months = ["2026-11"] }
"""


def sold(till: FakeTill) -> Sale:
    return till.sell(MILK_CODE).sale


@pytest.mark.parametrize(("region", "off"), [("38", 11), ("78", 101), ("", 1), ("41", 1)])
def test_a_till_in_irkutsk_gives_what_is_for_irkutsk(region: str, off: int) -> None:
    """A48: the shop says its region once, in its settings."""
    till = FakeTill(programme=places())
    till.clock.at = datetime(2026, 12, 5, 9, tzinfo=UTC)
    till.settings.values["region"] = region
    assert sold(till.open()).discount_minor == off


@pytest.mark.parametrize(
    ("at", "off"),
    [
        pytest.param("2026-11-30T20:59:59", 1_001, id="the last second of November in Moscow"),
        pytest.param("2026-11-30T21:00:00", 1, id="December"),
        pytest.param("2026-10-31T20:59:59", 1, id="October"),
        pytest.param("2027-11-15T12:00:00", 1, id="November of another year"),
    ],
)
def test_offers_of_november_vanish_with_it(at: str, off: int) -> None:
    """A49."""
    till = FakeTill(programme=places())
    till.clock.at = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert sold(till.open()).discount_minor == off


def places() -> Programme:
    programme = read_programme(PLACES)
    return replace(programme, zone="Europe/Moscow")


# --- earned here, used at a partner -----------------------------------------------------------------------

COALITION = """
id = "together"
names = { en = "Together" }
[[partner]]
id = "A"
name = "Shop A"
stores = ["store-a"]
[[partner]]
id = "B"
name = "Restaurant B"
stores = ["store-b"]
[[coupon_series]]
id = "dinner"
name = "Dinner"
life_days = 30
prints = { from_minor = 2_000_00, stores = ["store-a"] }
[[promotion]]
id = "dinner-10"
name = "Dinner -10 %"
kind = "basket_percent"
bp = 1_000
coupon = "dinner"
when = { stores = ["store-b"] }
funders = { A = 7_000 }
"""


def test_a_voucher_of_the_shop_is_worth_a_discount_in_the_restaurant() -> None:
    """A08: 2,000.00 at A print it, B's till takes it, and A pays its share of what it costs."""
    programme = read_programme(COALITION)
    shop = FakeTill(programme=programme, store_id="store-a").open()
    bought = shop.sell(COFFEE_CODE, COFFEE_CODE)
    (code,) = [block.data for block in bought.receipt.blocks if isinstance(block, Barcode)]
    assert isinstance(shop.register.scan(code), Refused)

    restaurant = FakeTill(programme=programme, store_id="store-b").open()
    restaurant.vouchers.tell(*(voucher_of(issued) for issued in bought.sale.issued))
    restaurant.register.scan(COFFEE_CODE)
    assert restaurant.register.scan(code) == CouponTaken("dinner")
    dinner = restaurant.register.pay_exact().sale
    assert (dinner.discount_minor, dinner.used_codes[0].series, dinner.issued) == (10_000, "dinner", ())

    event = ("00000000-0000-7000-8000-000000000001", datetime(2026, 11, 22, tzinfo=UTC))
    rows = sale_rows(dinner, event, (), programme)
    assert {(row.partner_from, row.partner_to): row.money_minor for row in rows} == {
        ("A", "B"): 7_000,
        ("B", "B"): 3_000,
    }
    assert [(one.partner, one.due) for one in sums_of(rows)] == [("A", 7_000), ("B", -7_000)]


def test_the_restaurant_prints_none_and_a_small_receipt_of_the_shop_neither() -> None:
    programme = read_programme(COALITION)
    assert (
        FakeTill(programme=programme, store_id="store-b").open().sell(COFFEE_CODE, COFFEE_CODE).sale.issued
        == ()
    )
    assert FakeTill(programme=programme, store_id="store-a").open().sell(COFFEE_CODE).sale.issued == ()


def voucher_of(issued: Issued) -> Voucher:
    """Return the coupon as the centre tells it to every till."""
    return Voucher(
        int(issued.key),
        VoucherKind.COUPON,
        issued.series,
        VoucherState.ACTIVE,
        uses_left=1,
        since_us=issued.since_us,
        until_us=issued.until_us,
        last4=issued.last4,
    )
