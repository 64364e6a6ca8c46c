"""Partners at the centre: cashback that waits, is confirmed, rejected, paid out; rates of thousands; who owes whom."""

from dataclasses import replace

import pytest

from loyalty_pos.centre.offers.budgets import BudgetDesk
from loyalty_pos.centre.partners.cashback import OrderWish
from loyalty_pos.centre.partners.finding import Who
from loyalty_pos.centre.partners.refusals import (
    BadOrder,
    OrderDecided,
    OrderDiffers,
    RequestDiffers,
    UnknownMember,
    UnknownOrder,
    UnknownPartner,
    UnknownReward,
)
from loyalty_pos.centre.partners.rewards import RewardWish
from loyalty_pos.centre.releases import Wish as ReleaseWish
from loyalty_pos.centre.vouchers.pools import PoolEmpty, left_in
from loyalty_pos.centre.vouchers.printing import CodeDesk
from loyalty_pos.core.partners.rates import Rate
from loyalty_pos.core.partners.records import OrderState
from loyalty_pos.core.partners.settlement import RowKind
from loyalty_pos.core.problems import NotEnoughPoints, WithdrawalTooSmall
from loyalty_pos.core.sale import Sale, SoldAward, SoldDiscount
from loyalty_pos.wire.messages import HoldAsk
from tests.fakes.centre import CARD, MINUTE_US, Headquarters, new_uuid
from tests.fakes.till_folder import a_return, a_sale, a_void

DAY_US = 24 * 60 * MINUTE_US
CASHBACK = """
id = "back"
names = {{ en = "Back" }}
[points]
exponent = 2
[accrual]
rate_bp = 100
[cashback]
confirm = "{confirm}"
days = 30
withdraw_minimum = 500_00
active = {{ orders = 5, days = 90, times_bp = 12_000 }}
[[partner]]
id = "S"
name = "Shop S"
rate_bp = 1_000
[[partner]]
id = "sea"
name = "Sea"
stores = ["store-2"]
issue_price_minor = 80_00
redeem_price_minor = 75_00
"""
ANNA = Who(card=CARD)


def opened(hq: Headquarters, confirm: str = "partner") -> str:
    hq.admin.set_programme(CASHBACK.format(confirm=confirm))
    return hq.member(phone="+79001234567")


def an_order(
    number: int = 1, amount_minor: int = 450_000, who: Who = ANNA, partner_id: str = "S"
) -> OrderWish:
    return OrderWish(partner_id, f"o-{number}", amount_minor, who)


def waits(hq: Headquarters, account_id: str) -> tuple[int, int]:
    """Return (available, pending) minor point units."""
    line = next(one for one in hq.admin.balances() if one.account_id == account_id)
    return line.available, line.pending


def test_an_order_by_a_link_is_shown_and_cannot_be_spent(hq: Headquarters) -> None:
    """A15."""
    anna = opened(hq)
    hq.admin.cashback.click("click-1", "S", Who(phone="900 123-45-67"))
    order = hq.admin.cashback.order(an_order(who=Who(click_id="click-1")))
    assert (order.account_id, order.state, order.points, order.rate_bp) == (
        anna,
        OrderState.PENDING,
        45_000,
        1_000,
    )
    assert waits(hq, anna) == (0, 45_000)
    assert [lot.remaining for lot in hq.account(anna).lots] == [45_000]
    assert hq.books_balance()


def test_the_shop_confirms_on_day_thirty_or_rejects(hq: Headquarters) -> None:
    """A16."""
    anna = opened(hq)
    hq.admin.cashback.order(an_order(1))
    hq.admin.cashback.order(an_order(2, 100_000))
    hq.clock.us += 30 * DAY_US
    assert hq.admin.cashback.confirm("S", "o-1").state is OrderState.CONFIRMED
    assert waits(hq, anna) == (45_000, 10_000)
    rejected = hq.admin.cashback.reject("S", "o-2", "returned")
    assert (rejected.state, rejected.reason, rejected.taken_back) == (OrderState.REJECTED, "returned", 10_000)
    assert waits(hq, anna) == (45_000, 0)
    assert hq.books_balance()


def test_everything_may_be_told_twice(hq: Headquarters) -> None:
    anna = opened(hq)
    for _ in range(2):
        hq.admin.cashback.click("click-1", "S", ANNA)
        hq.admin.cashback.order(an_order(1, 600_000))
        hq.admin.cashback.order(an_order(2))
    for _ in range(2):
        hq.admin.cashback.confirm("S", "o-1")
        hq.admin.cashback.reject("S", "o-2", "returned")
        hq.admin.cashback.withdraw("w-1", ANNA, 50_000)
    assert waits(hq, anna) == (10_000, 0)
    assert hq.books_balance()
    with pytest.raises(OrderDiffers):
        hq.admin.cashback.order(an_order(1, 5))
    with pytest.raises(OrderDecided):
        hq.admin.cashback.confirm("S", "o-2")
    with pytest.raises(RequestDiffers):
        hq.admin.cashback.withdraw("w-1", ANNA, 50_001)


def test_a_third_of_an_order_came_back(hq: Headquarters) -> None:
    anna = opened(hq)
    hq.admin.cashback.order(an_order(1))
    for _ in range(2):
        hq.admin.cashback.reject("S", "o-1", "returned", returned_minor=150_000)
    assert waits(hq, anna) == (0, 30_000)
    hq.admin.cashback.confirm("S", "o-1")
    assert (
        hq.admin.cashback.reject("S", "o-1", "returned", returned_minor=300_000).state is OrderState.CONFIRMED
    )
    assert waits(hq, anna) == (15_000, 0)
    assert hq.admin.cashback.reject("S", "o-1", "returned").state is OrderState.REJECTED
    assert waits(hq, anna) == (0, 0)
    assert hq.books_balance()


def test_below_the_minimum_nothing_is_paid_out(hq: Headquarters) -> None:
    """A17: paying the next purchase is allowed."""
    anna = opened(hq)
    hq.admin.cashback.order(an_order())
    hq.admin.cashback.confirm("S", "o-1")
    with pytest.raises(WithdrawalTooSmall) as refused:
        hq.admin.cashback.withdraw("w", ANNA, 45_000)
    assert refused.value.missing == 5_000
    with pytest.raises(NotEnoughPoints):
        hq.admin.cashback.withdraw("w", ANNA, 50_000)
    assert hq.hold(anna, 45_000).granted == 45_000


def test_the_return_window_confirms_by_itself(hq: Headquarters) -> None:
    anna = opened(hq, "days")
    hq.admin.cashback.order(an_order())
    hq.clock.us += 29 * DAY_US
    assert hq.centre.run_daily().orders == 0
    hq.clock.us += DAY_US
    assert hq.centre.run_daily().orders == 1
    assert hq.centre.run_daily().orders == 0
    assert hq.admin.cashback.orders(OrderState.CONFIRMED)[0].order_id == "o-1"
    assert waits(hq, anna) == (45_000, 0)


def test_an_active_member_gets_a_fifth_more_as_long_as_it_lasts(hq: Headquarters) -> None:
    """A20: five confirmed orders in 90 days; the tills are told, also when days pass."""
    anna = opened(hq)
    hq.admin.partners.put_rates([Rate("five", "Five", 500)])
    for number in range(1, 6):
        hq.admin.cashback.order(an_order(number))
        hq.admin.cashback.confirm("S", f"o-{number}")
    told = hq.account(anna).progress
    assert told is not None and told.counters == [("orders@", 5)]
    assert hq.admin.cashback.order(an_order(6, 100_000, partner_id="five")).points == 6_000
    hq.clock.us += 91 * DAY_US
    hq.centre.run_daily()
    assert hq.account(anna).progress is None
    assert hq.admin.cashback.order(an_order(7, 100_000, partner_id="five")).points == 5_000


def test_a_rate_has_a_first_order_a_cap_of_the_month_and_a_ceiling(hq: Headquarters) -> None:
    opened(hq)
    hq.admin.partners.put_rates([Rate("new", "New", 100, first_rate_bp=1_000, month_cap=12_000)])
    orders = [an_order(number, 100_000, partner_id="new") for number in range(1, 5)]
    assert [hq.admin.cashback.order(order).points for order in orders] == [10_000, 1_000, 1_000, 0]
    hq.clock.us += 40 * DAY_US
    assert hq.admin.cashback.order(an_order(9, 100_000, partner_id="new")).points == 1_000


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        pytest.param(an_order(partner_id="nobody"), UnknownPartner, id="a partner without a rate"),
        pytest.param(an_order(who=Who(card="2900000000000009")), UnknownMember, id="a card of nobody"),
        pytest.param(an_order(who=Who(phone="twelve")), UnknownMember, id="no phone"),
        pytest.param(an_order(who=Who(click_id="other")), UnknownMember, id="a click of nobody"),
        pytest.param(an_order(amount_minor=0), BadOrder, id="an order for nothing"),
        pytest.param(replace(an_order(), order_id=""), BadOrder, id="an order without a number"),
        pytest.param(replace(an_order(), order_id="a\0b"), BadOrder, id="a number that is no text"),
    ],
)
def test_an_order_that_cannot_be(hq: Headquarters, wish: OrderWish, refusal: type[Exception]) -> None:
    opened(hq)
    with pytest.raises(refusal):
        hq.admin.cashback.order(wish)
    assert hq.admin.cashback.orders() == []


def test_nobody_decides_on_an_order_that_never_came(hq: Headquarters) -> None:
    with pytest.raises(UnknownOrder):
        hq.admin.cashback.confirm("S", "o-1")
    with pytest.raises(UnknownOrder):
        hq.admin.cashback.reject("S", "o-1", "returned")


# --- rates -------------------------------------------------------------------------------------------------


def test_the_same_rates_again_change_nothing(hq: Headquarters) -> None:
    rates = [
        Rate(f"p{number:04}", f"Shop {number}", 100 + number, f"shop{number}.example")
        for number in range(300)
    ]
    assert hq.admin.partners.put_rates(rates).added == 300
    assert hq.admin.partners.put_rates(rates).same == 300
    assert hq.admin.partners.put_rates([replace(rates[0], rate_bp=5)]).changed == 1
    assert hq.admin.partners.rate_count() == 300


def test_a_partner_is_found_by_a_part_of_its_name_or_by_its_page(hq: Headquarters) -> None:
    """A22."""
    hq.admin.partners.put_rates(
        [
            Rate("tea", "Чай и Мёд", 500, "tea.example", "from 1,000.00"),
            Rate("toy", "100% Toys_", 700, "toys.example"),
        ]
    )
    assert [rate.partner_id for rate in hq.admin.partners.rates("чай")] == ["tea"]
    assert [rate.partner_id for rate in hq.admin.partners.rates("мед")] == ["tea"]
    assert [rate.partner_id for rate in hq.admin.partners.rates("0%")] == ["toy"]
    assert [rate.partner_id for rate in hq.admin.partners.rates("s_")] == ["toy"]
    assert [rate.partner_id for rate in hq.admin.partners.rates("example")] == ["toy", "tea"]
    assert hq.admin.partners.rates("_a") == []
    for page in ("tea.example", "https://www.TEA.example:443/cart?x=1", "user@tea.example."):
        offer = hq.admin.partners.offer_of(page)
        assert offer is not None and (offer.rate_bp, offer.conditions) == (500, "from 1,000.00")
    assert hq.admin.partners.offer_of("example") is None
    assert hq.admin.partners.offer_of("") is None


# --- who owes whom -----------------------------------------------------------------------------------------


def month(hq: Headquarters) -> dict[str, tuple[int, int, int]]:
    """Return by partner: points issued, points redeemed, money due."""
    return {
        one.partner: (one.issued, one.redeemed, one.due) for one in hq.admin.partners.settlement("2026-11")
    }


def test_points_of_a_partners_shop_are_settled_once_however_they_come(hq: Headquarters) -> None:
    anna = opened(hq)
    till = hq.till("store-2")
    sale = a_sale(1, store_id="store-2", account_id=anna, accrued=10_000)
    spent = a_sale(2, store_id="store-2", account_id=anna, redeemed=4_000)
    back = a_return(sale, store_id="store-1", accrued_back=2_500)
    hq.send(till, sale, spent, back)
    assert month(hq) == {"sea": (7_500, 4_000, 6_000 - 3_000)}
    hq.centre.push(till.batch(1))
    hq.send(till, a_void(spent))
    assert month(hq) == {"sea": (7_500, 0, 6_000)}
    kinds = [row.kind for row in hq.admin.partners.rows("2026-11")]
    assert sorted(kinds) == sorted(
        [RowKind.ISSUED, RowKind.ISSUED_BACK, RowKind.REDEEMED, RowKind.REDEEMED_BACK]
    )
    assert hq.books_balance()


def test_a_return_in_a_later_batch_knows_what_its_sale_owed(hq: Headquarters) -> None:
    """A47 with A48: the resort pays 60 % of its offer, also when half of the goods come back."""
    shares = (SoldDiscount("ski", "item", 300, "resort"), SoldDiscount("ski", "item", 200))
    sale = a_sale(1)
    sale = replace(sale, lines=(replace(sale.lines[0], discounts=shares),))
    hq.send(hq.till(), sale)
    assert {row.partner_from: row.money_minor for row in hq.admin.partners.rows("2026-11")} == {
        "resort": 300,
        "": 200,
    }
    hq.send(hq.till("store-2"), a_return(sale))
    assert month(hq)["resort"] == (0, 0, 150)


def test_confirmed_orders_are_issued_by_their_partner(hq: Headquarters) -> None:
    opened(hq)
    hq.admin.cashback.order(an_order(1))
    assert hq.admin.partners.rows("2026-11") == []
    hq.admin.cashback.confirm("S", "o-1")
    assert month(hq) == {"S": (45_000, 0, 45_000)}
    hq.admin.cashback.reject("S", "o-1", "returned", returned_minor=150_000)
    assert month(hq) == {"S": (30_000, 0, 30_000)}


def test_a_row_that_cannot_be_kept_leaves_the_sale_in_the_books(hq: Headquarters) -> None:
    sale = a_sale(1)
    broken = (SoldDiscount("x", "item", 2**63, "resort"),)
    hq.send(hq.till(), replace(sale, lines=(replace(sale.lines[0], discounts=broken),)))
    assert hq.alarms() == ["not_settled"]
    assert hq.admin.overview().totals["sale_count"] == 1


# --- points that only one partner takes --------------------------------------------------------------------

FEAST = """
id = "together"
names = { en = "Together" }
[accrual]
rate_bp = 100
[redemption]
[[partner]]
id = "sea"
name = "Sea"
stores = ["store-2"]
"""


def test_the_centre_keeps_whose_points_they_are_and_sets_them_aside_in_that_partners_shops(
    hq: Headquarters,
) -> None:
    hq.admin.set_programme(FEAST)
    anna = hq.member(points=100)
    award = SoldAward("feast", 30, 0, 0, "sea")
    hq.send(hq.till("store-1"), a_sale(1, account_id=anna, accrued=30, awards=(award,)))
    assert sorted((lot.remaining, lot.spend_scope) for lot in hq.account(anna).lots) == [
        (30, "sea"),
        (100, ""),
    ]
    ask = HoldAsk(new_uuid(), anna, 130)
    assert hq.centre.ask_hold(ask, "store-1").available == 100
    hq.restart()
    assert hq.centre.ask_hold(HoldAsk(new_uuid(), anna, 130), "store-2").granted == 130
    assert hq.books_balance()
    hq.clock.us += 60 * MINUTE_US
    spent = a_sale(2, store_id="store-2", account_id=anna, redeemed=40)
    hq.send(hq.till("store-2"), spent)
    assert [(lot.remaining, lot.spend_scope) for lot in hq.account(anna).lots] == [(90, "")]
    assert hq.books_balance()


# --- points for a partner's offer --------------------------------------------------------------------------

ACHIVX = """
id = "together"
names = { en = "Together" }
[accrual]
rate_bp = 100
[redemption]
[[partner]]
id = "cinema"
name = "Cinema"
redeem_price_minor = 75_00
[[partner.reward]]
id = "ticket"
name = "A ticket"
points = 500
[[partner.reward]]
id = "popcorn"
name = "Popcorn"
points = 100
"""


def with_pool(hq: Headquarters, points: int, *codes: str) -> str:
    hq.admin.set_programme(ACHIVX)
    if codes:
        CodeDesk(hq.books, hq.clock, hq.secrets).of_partner("cinema", codes)
    return hq.member(points=points)


def test_a_partners_code_for_500_points(hq: Headquarters) -> None:
    """A13: the points, the code, the row of who owes whom; told twice it is one and the same."""
    anna = with_pool(hq, 750, "FILM-0001-AAAA", "FILM-0002-BBBB")
    wish = RewardWish("op-1", "cinema", "ticket", ANNA)
    first, again = hq.admin.rewards.give(wish), hq.admin.rewards.give(wish)
    assert first == again
    assert first.code in {"FILM-0001-AAAA", "FILM-0002-BBBB"}
    assert hq.points(anna) == 250
    assert month(hq) == {"cinema": (0, 500, -37_500)}
    with pytest.raises(NotEnoughPoints) as refused:
        hq.admin.rewards.give(replace(wish, operation="op-2"))
    assert (refused.value.asked, refused.value.available) == (500, 250)
    other = hq.admin.rewards.give(RewardWish("op-1", "cinema", "popcorn", ANNA))
    assert other.code != first.code
    assert (hq.points(anna), hq.books_balance()) == (150, True)


def test_an_empty_pool_costs_nothing(hq: Headquarters) -> None:
    anna = with_pool(hq, 750)
    with pytest.raises(PoolEmpty):
        hq.admin.rewards.give(RewardWish("op-1", "cinema", "ticket", ANNA))
    with pytest.raises(UnknownReward):
        hq.admin.rewards.give(RewardWish("op-1", "cinema", "dinner", ANNA))
    with pytest.raises(UnknownPartner):
        hq.admin.rewards.give(RewardWish("op-1", "theatre", "ticket", ANNA))
    assert (hq.points(anna), month(hq)) == (750, {})


def test_a_code_is_not_lost_by_a_member_without_points(hq: Headquarters) -> None:
    with_pool(hq, 0, "FILM-0001-AAAA")
    for number in range(3):
        with pytest.raises(NotEnoughPoints):
            hq.admin.rewards.give(RewardWish(f"op-{number}", "cinema", "ticket", ANNA))
    assert hq.books.read(lambda desk: left_in(desk, "cinema")) == 1


# --- an offer for so many members --------------------------------------------------------------------------

FIRST_TWO = """
id = "club"
names = { en = "Club" }
[[promotion]]
id = "ski"
name = "Skiing"
kind = "percent"
bp = 1_000
members_quota = 2
"""


def skied(number: int, account_id: str) -> Sale:
    sale = a_sale(number, account_id=account_id)
    return replace(sale, lines=(replace(sale.lines[0], discounts=(SoldDiscount("ski", "item", 1_000),)),))


def test_an_offer_for_two_members_ends_with_the_second_one(hq: Headquarters) -> None:
    """The same member twice is one member; customers without a card do not count."""
    hq.admin.releases.release(ReleaseWish(FIRST_TWO))
    till = hq.till()

    def ended() -> str:
        return hq.books.read(lambda desk: desk.reference.setting("", "ended_offers")) or ""

    hq.send(till, skied(1, "anna"), skied(2, "anna"), skied(3, ""))
    assert ended() == ""
    hq.send(till, skied(4, "boris"))
    assert ended() == "club/ski"
    (line,) = BudgetDesk(hq.books, hq.clock).lines()
    assert (line.members, line.members_quota, line.receipts) == (2, 2, 4)
