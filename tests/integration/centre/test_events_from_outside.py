"""A web shop tells the centre of what members did, over a real socket: once each, the same answer when asked again."""

import logging
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from loyalty_pos.centre.admin import MemberItem
from loyalty_pos.centre.outside.callers import Scope
from loyalty_pos.wiring.centre import RunningCentre

CARD = "2900000000000018"
PHONE = "+79161234567"
PROGRAMME = """
id = "club"
names = { en = "Club" }

[accrual]
rate_bp = 500

[[action]]
id = "survey"
name = "Survey"
event = "survey"
points = 50

[[action]]
id = "social"
name = "A post about us"
event = "social"
points = 5
per_day = 3
"""
Tell = Callable[..., httpx.Response]


@pytest.fixture
def shop(centre: RunningCentre) -> RunningCentre:
    """Return a centre with a programme of actions and one member."""
    centre.admin.set_programme(PROGRAMME)
    assert not centre.admin.put_members([MemberItem(CARD, name="Anna Kern", phone=PHONE)]).refused
    return centre


@pytest.fixture
def token(shop: RunningCentre) -> str:
    return shop.open.centre.callers.add("web-shop")


@pytest.fixture
def tell(shop: RunningCentre, token: str) -> Tell:
    """Return a way to post to the events' address."""

    def send(body: object, **headers: str) -> httpx.Response:
        said = {"authorization": f"Bearer {token}"} | headers
        return httpx.post(shop.url + "/v1/events", json=body, headers=said)

    return send


def survey(event_id: str = "s-1", **told: object) -> dict[str, Any]:
    return {"id": event_id, "kind": "survey", "phone": PHONE} | told


def test_a_survey_gives_its_points_once_however_often_it_is_told(shop: RunningCentre, tell: Tell) -> None:
    first, again = tell(survey()), tell(survey())

    assert first.status_code == again.status_code == 200
    assert first.json() == again.json() == {"id": "s-1", "state": "given", "points": 50, "reason": ""}
    (line,) = shop.admin.balances(limit=10)
    assert line.points_sum == line.entries_sum == 50


def test_many_events_at_once_are_answered_one_by_one(tell: Tell) -> None:
    posts = [survey(f"p-{n}", kind="social") for n in range(4)]

    answered = tell([*posts, survey("nobody", phone="", card="2900000000000000")])

    assert answered.status_code == 200
    told = [(one["state"], one["points"], one["reason"]) for one in answered.json()]
    assert told == [("given", 5, "")] * 3 + [("nothing", 0, "limit"), ("refused", 0, "unknown_member")]


def test_another_event_under_a_used_id_is_refused(tell: Tell) -> None:
    tell(survey())

    assert tell(survey(kind="social")).json()["reason"] == "id_used"


@pytest.mark.parametrize("headers", [{"authorization": ""}, {"authorization": "Bearer web-shop.guess"}])
def test_without_its_token_nobody_tells_anything(tell: Tell, headers: dict[str, str]) -> None:
    answered = tell(survey(), **headers)

    assert (answered.status_code, answered.json()["code"]) == (401, "not_authorised")


def test_a_token_taken_back_opens_nothing(shop: RunningCentre, tell: Tell) -> None:
    shop.open.centre.callers.revoke("web-shop")

    assert tell(survey()).status_code == 401


def test_a_token_for_partners_tells_no_events(shop: RunningCentre, tell: Tell) -> None:
    other = shop.open.centre.callers.add("bank", (Scope.PARTNERS,))

    assert tell(survey(), authorization=f"Bearer {other}").status_code == 401


def test_whoever_tells_too_much_is_told_when_to_go_on(tell: Tell) -> None:
    many = [
        survey(f"m-{n}", account="\x07") for n in range(200)
    ]  # refused at a glance, so that the minute is not over
    answered = [tell(many) for _ in range(60)]

    codes = [one.status_code for one in answered]
    assert codes[:15] == [200] * 15
    assert 429 in codes
    refused = answered[codes.index(429)]
    assert refused.json()["code"] == "too_fast"
    assert int(refused.headers["retry-after"]) > 0


def test_neither_phones_nor_tokens_reach_the_log(
    tell: Tell, token: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    tell(survey())
    tell({"id": "x", "kind": "survey", "phone": PHONE, "nonsense": 1})
    tell(survey(), authorization=f"Bearer {token}x")

    said = caplog.text
    assert PHONE.removeprefix("+") not in said
    assert token.partition(".")[2] not in said


def test_the_documentation_tells_of_it(shop: RunningCentre) -> None:
    schema = httpx.get(shop.url + "/schema/openapi.json").json()

    told = schema["paths"]["/v1/events"]["post"]
    assert "requestBody" in told
    assert {"id", "kind", "facts"} <= set(schema["components"]["schemas"]["MemberEvent"]["properties"])
