"""A card that a till put to a paid receipt: posted once, never beside a claim, and its points go with the goods."""

from dataclasses import replace
from typing import Any

import pytest

from loyalty_pos.centre.admin import StaffItem
from loyalty_pos.centre.partners.claims import ClaimWish
from loyalty_pos.centre.partners.finding import Who
from loyalty_pos.centre.proof.parking import Parking
from loyalty_pos.core.dates import micros
from loyalty_pos.core.problems import AlreadyClaimed
from loyalty_pos.core.receipt_code import receipt_code
from loyalty_pos.core.sale import CardAttached, Return, Sale, Void
from tests.fakes.centre import CARD, MINUTE_US, Headquarters, Stream, new_uuid
from tests.fakes.till_folder import NOON, a_return, a_sale, a_void

DAY_US = 24 * 60 * MINUTE_US
BORIS_CARD = "2900000000000002"
PROGRAMME = """
id = "points"
names = { en = "Points" }
[accrual]
rate_bp = 1_000
claim_days = 14
[[partner]]
id = "sea"
name = "Sea"
stores = ["store-2"]
issue_price_minor = 80_00
"""


class Shop:
    """Anna is a cashier (whose own card is Vera's account), Sergey a senior, Max the manager."""

    def __init__(self, hq: Headquarters) -> None:
        hq.admin.set_programme(PROGRAMME)
        people = [("anna", "cashier"), ("sergey", "senior"), ("max", "manager")]
        hq.admin.put_staff([StaffItem(who, who, role, "") for who, role in people])
        self.hq = hq
        self.vera = hq.member()
        self.boris = hq.member(card=BORIS_CARD)
        self.till: Stream = hq.till("store-2")
        self.parking = Parking(hq.books, hq.clock, hq.secrets)

    def a_sale(self, **told: Any) -> Sale:
        sale_id = new_uuid()
        code = receipt_code(self.till.agent_id, sale_id)
        return a_sale(1, sale_id=sale_id, code=code, store_id="store-2", **told)

    def sell(self, **told: Any) -> Sale:
        sale = self.a_sale(**told)
        self.hq.send(self.till, sale)
        return sale

    def card(self, sale: Sale, account_id: str = "", days: int = 0, **told: Any) -> CardAttached:
        """Put a member's card to the receipt: 10 points a tea."""
        lines = tuple(replace(line, accrued=5 * line.qty_milli // 1000) for line in sale.lines)
        life = {"activate_at_us": sale.sold_at_us, "accrued": sum(line.accrued for line in lines)}
        earning = replace(sale, account_id=account_id or self.vera, lines=lines, **life)  # type: ignore[arg-type]
        at_us = sale.sold_at_us + days * DAY_US
        fact = CardAttached(earning, "shift-1", "store-2", "anna", at_us)
        return replace(fact, **told)

    def standing(self, account_id: str = "") -> tuple[int, int, int]:
        """Return points, spend and visits."""
        row = self.hq.account(account_id or self.vera)
        return self.hq.points(account_id or self.vera), row.spend_minor, row.visits

    def claim(self, sale: Sale, card: str = CARD) -> None:
        self.hq.admin.claims.claim(ClaimWish(sale.code, Who(card=card)))


def give_back(sale: Sale, number: int = 1, qty_milli: int = 1000, **told: object) -> Return:
    """A return that a senior approved."""
    return a_return(sale, number, qty_milli, approved_by="sergey", **told)


def undo(sale: Sale, accrued_back: int = 0) -> Void:
    return replace(a_void(sale, new_uuid()), approved_by="sergey", accrued_back=accrued_back)


@pytest.fixture
def shop(hq: Headquarters) -> Shop:
    return Shop(hq)


def test_it_is_posted_once_and_stands_with_its_receipt(shop: Shop) -> None:
    sale = shop.sell()
    pushed = shop.hq.send(shop.till, shop.card(sale))
    shop.hq.centre.push(shop.till.batch(1))
    assert pushed.parked == []
    assert shop.standing() == (10, 10_000, 1)
    assert shop.hq.alarms() == []
    assert shop.hq.books_balance()
    booked = shop.hq.books.read(lambda desk: desk.accounts.entries(shop.vera))
    assert [one.receipt_code for one in booked] == [sale.code]
    assert [(row.partner_from, row.points) for row in shop.hq.admin.partners.rows("2026-11")] == [("sea", 10)]


def test_it_waits_for_its_sale(shop: Shop) -> None:
    sale = shop.a_sale()
    pushed = shop.hq.send(shop.till, shop.card(sale))
    assert [park.code for park in pushed.parked] == ["sale_unknown"]
    assert [(one.kind, one.receipt_code) for one in shop.parking.waiting()] == [("card_attached", sale.code)]
    assert shop.standing() == (0, 0, 0)
    shop.hq.send(shop.till, sale)
    assert shop.standing() == (10, 10_000, 1)
    assert shop.parking.waiting() == []


def test_goods_that_come_back_take_their_points_along(shop: Shop) -> None:
    sale = shop.sell()
    shop.hq.send(shop.till, shop.card(sale), give_back(sale, 1, accrued_back=5))
    assert shop.standing() == (5, 5_000, 1)
    shop.hq.send(shop.till, give_back(sale, 2, accrued_back=5))
    assert shop.standing() == (0, 0, 1)
    assert shop.hq.alarms() == []
    assert sum(row.points for row in shop.hq.admin.partners.rows("2026-11")) == 0
    undone = shop.sell()
    shop.hq.send(shop.till, shop.card(undone))
    shop.hq.send(shop.till, undo(undone, accrued_back=10))
    assert shop.standing() == (0, 0, 1)
    assert shop.hq.alarms() == []
    assert shop.hq.books_balance()


def test_goods_that_came_back_by_their_paper_elsewhere_earn_nothing_whoever_is_heard_first(
    shop: Shop,
) -> None:
    """The other till knows the paper alone, without a card; the till of the card does not know of the return."""
    other, sale = shop.hq.till("store-1"), shop.sell()
    shop.hq.send(other, give_back(sale, 1))
    shop.hq.send(shop.till, shop.card(sale))
    assert shop.standing() == (5, 5_000, 1)
    assert sum(row.points for row in shop.hq.admin.partners.rows("2026-11")) == 5
    shop.hq.send(other, give_back(sale, 2))
    assert shop.standing() == (0, 0, 1)

    late = shop.sell()
    shop.hq.send(shop.till, shop.card(late))
    shop.hq.send(other, give_back(late, 3))
    assert shop.standing() == (5, 5_000, 2)
    assert shop.hq.alarms() == []
    assert shop.hq.books_balance()


def test_what_the_till_of_the_card_knew_is_not_taken_twice(shop: Shop) -> None:
    other, sale = shop.hq.till("store-1"), shop.sell()
    shop.hq.send(other, give_back(sale, 1))
    known = shop.card(sale).earning
    lines = tuple(
        replace(one, qty_milli=1_000, gross_minor=5_000, paid_minor=5_000, accrued=5) for one in known.lines
    )
    earning = replace(known, lines=lines, gross_minor=5_000, paid_minor=5_000, accrued=5)
    shop.hq.send(shop.till, replace(shop.card(sale), earning=earning))
    assert (shop.standing(), shop.hq.alarms()) == ((5, 5_000, 1), [])
    shop.hq.send(other, give_back(sale, 2))
    assert shop.standing() == (0, 0, 1)


def test_goods_that_all_came_back_elsewhere_leave_nothing_of_the_card(shop: Shop) -> None:
    other, sale = shop.hq.till("store-1"), shop.sell()
    shop.hq.send(other, give_back(sale, 1), give_back(sale, 2))
    shop.hq.send(shop.till, shop.card(sale))
    assert (shop.standing(), shop.hq.alarms()) == ((0, 0, 1), [])
    assert shop.hq.books_balance()


def test_points_for_which_money_stayed_are_not_taken_back(shop: Shop) -> None:
    sale = shop.sell()
    kept = give_back(sale, 1, accrued_back=2, withheld_points=3, withheld_minor=300)
    shop.hq.send(shop.till, shop.card(sale), kept)
    assert shop.standing()[0] == 8


def test_a_claim_at_the_centre_was_first(shop: Shop) -> None:
    sale = shop.sell()
    shop.claim(sale, BORIS_CARD)
    shop.hq.send(shop.till, shop.card(sale))
    assert (shop.standing(), shop.standing(shop.boris)) == ((0, 0, 0), (10, 10_000, 1))
    assert shop.hq.alarms() == ["receipt_claimed_twice"]
    shop.hq.send(shop.till, give_back(sale, 1, 2000, accrued_back=10))
    assert (shop.standing()[0], shop.standing(shop.boris)[0]) == (0, 0)
    assert shop.hq.books_balance()


def test_the_same_member_is_not_given_twice(shop: Shop) -> None:
    sale = shop.sell()
    shop.claim(sale)
    shop.hq.send(shop.till, shop.card(sale))
    assert shop.standing() == (10, 10_000, 1)
    assert shop.hq.alarms() == ["receipt_claimed_twice"]


def test_the_till_was_first(shop: Shop) -> None:
    sale = shop.sell()
    shop.hq.send(shop.till, shop.card(sale))
    with pytest.raises(AlreadyClaimed):
        shop.claim(sale, BORIS_CARD)
    shop.claim(sale)  # her own receipt: told again, given once
    assert shop.standing() == (10, 10_000, 1)


def test_two_cards_at_one_receipt_give_once(shop: Shop) -> None:
    sale = shop.sell()
    shop.hq.send(shop.till, shop.card(sale), shop.card(sale, shop.boris))
    assert (shop.standing()[0], shop.standing(shop.boris)[0]) == (10, 0)
    assert shop.hq.alarms() == ["receipt_claimed_twice"]


@pytest.mark.parametrize("why", ["undone", "returned", "more than was sold", "below nothing"])
def test_no_more_than_is_left_of_the_sale(shop: Shop, why: str) -> None:
    sale = shop.sell()
    fact = shop.card(sale)
    match why:
        case "undone":
            shop.hq.send(shop.till, undo(sale))
        case "returned":
            shop.hq.send(shop.till, give_back(sale, 1))
        case "more than was sold":
            fact = replace(fact, earning=replace(fact.earning, paid_minor=10_001))
        case _:
            fact = replace(fact, earning=replace(fact.earning, accrued=-1))
    shop.hq.send(shop.till, fact)
    assert shop.standing() == (0, 0, 0)
    assert shop.hq.alarms() == ["late_card_beyond_sale"]


@pytest.mark.parametrize(
    ("days", "told", "alarms"),
    [
        (0, {}, []),
        (1, {}, ["no_right_to_late_card"]),
        (1, {"approved_by": "sergey"}, ["no_right_to_late_card"]),
        (1, {"approved_by": "max"}, []),
        (14, {"approved_by": "max"}, []),
        (15, {"approved_by": "max"}, ["late_card_too_late"]),
    ],
)
def test_who_may_is_looked_at_again(shop: Shop, days: int, told: dict[str, str], alarms: list[str]) -> None:
    sale = shop.sell()
    shop.hq.send(shop.till, shop.card(sale, days=days, **told))
    assert shop.hq.alarms() == alarms
    assert shop.standing()[0] == 10  # a till's facts win; the manager is told


def test_a_receipt_of_another_till_is_a_managers(shop: Shop) -> None:
    sale = shop.sell()
    other = shop.hq.till("store-1")
    shop.hq.send(other, shop.card(sale))
    assert shop.hq.alarms() == ["no_right_to_late_card"]


def test_a_zone_of_nowhere_has_no_day(shop: Shop) -> None:
    sale = shop.sell()
    shop.till.commit(shop.card(sale), None, zone="Moon/Crater")
    shop.hq.centre.push(shop.till.batch(2))
    assert shop.hq.alarms() == ["no_right_to_late_card"]
    assert shop.standing()[0] == 10


def test_a_cashiers_own_card_is_told(shop: Shop) -> None:
    own = shop.hq.member(card="2900000000000003", staff_id="anna")
    sale = shop.sell()
    shop.hq.send(shop.till, shop.card(sale, own))
    assert shop.hq.alarms() == ["own_card_at_receipt"]


@pytest.mark.parametrize(
    ("allowed_by", "alarms"),
    [
        ("sergey", []),
        ("anna", ["no_right_to_own_card", "own_card_at_receipt"]),
        ("olga", ["no_right_to_own_card"]),
    ],
)
def test_an_own_card_that_somebody_allowed_is_no_alarm_if_they_may(
    shop: Shop, allowed_by: str, alarms: list[str]
) -> None:
    shop.hq.admin.put_staff([StaffItem("olga", "Olga", "cashier", "")])
    own = shop.hq.member(card="2900000000000003", staff_id="anna")
    sale = shop.sell()
    card = shop.card(sale, own, approved_by=allowed_by)
    shop.hq.send(shop.till, replace(card, earning=replace(card.earning, own_card_by=allowed_by)))
    assert [
        one for one in shop.hq.alarms() if one in {"own_card_at_receipt", "no_right_to_own_card"}
    ] == alarms


def test_it_pays_with_nothing(shop: Shop) -> None:
    sale = shop.sell()
    fact = shop.card(sale)
    shop.hq.send(shop.till, replace(fact, earning=replace(fact.earning, redeemed=500, operation="op-9")))
    assert shop.standing()[0] == 10


def test_the_hour_of_the_shop_counts(shop: Shop) -> None:
    """23:59 in the shop is another day than a minute later, though not in UTC."""
    late = shop.sell(sold_at_us=micros(NOON.replace(hour=20, minute=59)))
    shop.hq.send(shop.till, shop.card(late, attached_at_us=late.sold_at_us + MINUTE_US))
    assert shop.hq.alarms() == ["no_right_to_late_card"]
