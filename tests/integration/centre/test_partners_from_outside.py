"""Partners and the web shop speak to the centre over a real socket: each may say what is theirs, everything twice."""

from typing import Any

import httpx
import pytest

from loyalty_pos.centre.admin import MemberItem
from loyalty_pos.centre.outside.callers import Scope
from loyalty_pos.core.partners.rates import Rate
from loyalty_pos.wiring.centre import RunningCentre

CARD = "2900000000000018"
PROGRAMME = """
id = "back"
names = { en = "Back" }
[points]
exponent = 2
[accrual]
rate_bp = 100
[cashback]
confirm = "partner"
withdraw_minimum = 500_00
"""


class Shop:
    """A centre with one member and one partner; its web shop, and the partner itself."""

    def __init__(self, centre: RunningCentre) -> None:
        self._url = centre.url
        self.admin = centre.admin
        self.admin.set_programme(PROGRAMME)
        assert not self.admin.put_members([MemberItem(CARD, name="Anna Kern", phone="+79161234567")]).refused
        self.admin.partners.put_rates([Rate("toys", "Toys", 1_000, "toys.example", "from the third day on")])
        callers = centre.open.centre.callers
        self.web = callers.add("web-shop", (Scope.PARTNERS,))
        self.toys = callers.add("toys", (Scope.PARTNER,))
        self.other = callers.add("other", (Scope.PARTNER,))
        self.survey = callers.add("survey", (Scope.EVENTS,))

    def tell(self, path: str, token: str = "", **body: object) -> httpx.Response:
        headers = {"authorization": f"Bearer {token or self.web}"}
        return httpx.post(f"{self._url}/v1/{path}", json=body, headers=headers)

    def ask(self, domain: str, token: str = "") -> httpx.Response:
        headers = {"authorization": f"Bearer {token or self.web}"}
        return httpx.get(f"{self._url}/v1/offers", params={"domain": domain}, headers=headers)


@pytest.fixture
def shop(centre: RunningCentre) -> Shop:
    return Shop(centre)


def order(**told: object) -> dict[str, Any]:
    return {"partner_id": "toys", "order_id": "o-1", "amount_minor": 450_000, "card": CARD} | told


def test_a_click_leads_to_an_order_and_the_order_to_points(shop: Shop) -> None:
    """A15, A16, A17 as the web shop and the partner say them."""
    clicked = shop.tell("cashback/clicks", click_id="c-1", partner_id="toys", phone="+7 916 123-45-67")
    told = order(click_id="c-1", card="")
    first, again = (
        shop.tell("cashback/orders", shop.toys, **told),
        shop.tell("cashback/orders", shop.toys, **told),
    )
    assert (clicked.status_code, first.status_code) == (200, 200)
    assert first.json() == again.json()
    assert (first.json()["state"], first.json()["points"]) == ("pending", 45_000)
    decided = shop.tell("cashback/confirm", shop.toys, partner_id="toys", order_id="o-1")
    assert decided.json()["state"] == "confirmed"
    small = shop.tell("cashback/withdraw", request_id="w-1", card=CARD, points=45_000)
    assert (small.status_code, small.json()["code"]) == (409, "withdrawal_too_small")
    assert small.json()["facts"] == {"minimum": 50_000, "missing": 5_000}
    part = shop.tell("cashback/reject", shop.toys, partner_id="toys", order_id="o-1", returned_minor=150_000)
    assert (part.json()["state"], part.json()["taken_back"]) == ("confirmed", 15_000)


def test_a_page_is_told_what_it_gives_back(shop: Shop) -> None:
    """A22."""
    told = shop.ask("https://www.toys.example/cart").json()
    assert (told["partner_id"], told["rate_bp"], told["conditions"]) == (
        "toys",
        1_000,
        "from the third day on",
    )
    assert told["month_cap"] is None
    nowhere = shop.ask("nothing.example")
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "unknown_partner")
    assert shop.ask("toys.example", shop.toys).status_code == 200


@pytest.mark.parametrize(
    ("path", "body"),
    [
        pytest.param("cashback/clicks", {"click_id": "c", "partner_id": "toys", "card": CARD}, id="clicks"),
        pytest.param("cashback/withdraw", {"request_id": "w", "card": CARD, "points": 5}, id="withdrawals"),
        pytest.param("claims", {"receipt_code": "1", "card": CARD}, id="claims"),
    ],
)
def test_what_members_wish_comes_by_the_operators_own_shop(
    shop: Shop, path: str, body: dict[str, Any]
) -> None:
    assert shop.tell(path, shop.toys, **body).status_code == 401
    assert shop.tell(path, shop.survey, **body).status_code == 401


def test_a_partner_speaks_for_itself_alone(shop: Shop) -> None:
    for token in (shop.other, shop.survey, "toys.guessed", "x"):
        for path, body in (
            ("cashback/orders", order()),
            ("cashback/confirm", {"partner_id": "toys", "order_id": "o-1"}),
            ("cashback/reject", {"partner_id": "toys", "order_id": "o-1"}),
        ):
            answered = shop.tell(path, token, **body)
            assert (answered.status_code, answered.json()["code"]) == (401, "not_authorised")
    assert shop.ask("toys.example", shop.survey).status_code == 401
    assert shop.admin.cashback.orders() == []


@pytest.mark.parametrize(
    ("told", "status", "code"),
    [
        pytest.param({"card": "2900000000000099"}, 404, "unknown_member", id="a card of nobody"),
        pytest.param({"partner_id": "nobody"}, 404, "unknown_partner", id="a partner of nobody"),
        pytest.param({"amount_minor": 0}, 400, "bad_message", id="an order for nothing"),
        pytest.param({"amount_minor": "five"}, 400, "bad_message", id="a sum that is a text"),
        pytest.param({"order_id": ""}, 400, "bad_message", id="no number"),
        pytest.param({"order_id": "a\u0000b"}, 400, "bad_order", id="a number that is no text"),
        pytest.param({"colour": "red"}, 400, "bad_message", id="a word we do not know"),
    ],
)
def test_an_order_that_cannot_be_is_refused_with_a_code(
    shop: Shop, told: dict[str, Any], status: int, code: str
) -> None:
    answered = shop.tell("cashback/orders", **order(**told))
    assert (answered.status_code, answered.json()["code"]) == (status, code)
    assert shop.admin.cashback.orders() == []


def test_two_answers_to_one_order_are_refused(shop: Shop) -> None:
    shop.tell("cashback/orders", **order())
    twice = shop.tell("cashback/orders", **order(amount_minor=1))
    assert (twice.status_code, twice.json()["code"]) == (409, "order_differs")
    unknown = shop.tell("claims", receipt_code="1" * 20, card=CARD)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "receipt_unknown")
