"""The centre holds no points for a name or a phone alone beyond what the shop lets them spend; a changed till neither."""

import pytest

from loyalty_pos.wire.messages import HoldAnswer, HoldAsk
from tests.fakes.centre import Headquarters, new_uuid
from tests.fakes.till_folder import a_sale


def _ask(hq: Headquarters, member: str, points: int, shown: str) -> HoldAnswer:
    return hq.centre.ask_hold(HoldAsk(new_uuid(), member, points, shown), "store-1", "")


def test_nothing_is_held_for_who_showed_nothing_a_card_and_an_older_till_as_ever(hq: Headquarters) -> None:
    member = hq.member(500)

    for shown in ("name", "phone"):
        answer = _ask(hq, member, 1, shown)
        assert (answer.granted, answer.available) == (0, 500)
        assert (answer.reason, answer.held) == (f"redeem_by_{shown}_refused", 0)
    for shown in ("card", "qr", "manager", "", "something newer"):
        assert _ask(hq, member, 100, shown).granted == 100


@pytest.mark.parametrize("shown", ["name", "phone"])
def test_so_much_as_the_shop_lets_it(hq: Headquarters, shown: str) -> None:
    member, setting = hq.member(500), f"redeem_by_{shown}_points"
    hq.admin.set_setting(setting, "20")
    hq.admin.set_setting(setting, "30", "store-1")

    refused = _ask(hq, member, 31, shown)

    assert (refused.granted, refused.held) == (0, 30)
    assert _ask(hq, member, 30, shown).granted == 30


def test_a_code_that_went_to_the_phone_is_as_good_as_a_card(hq: Headquarters) -> None:
    assert _ask(hq, hq.member(500), 500, "code").granted == 500


@pytest.mark.parametrize(
    ("shown", "redeemed", "settings", "told"),
    [
        pytest.param("phone", 31, {"redeem_by_phone_points": "30"}, True, id="more than a phone may"),
        pytest.param("phone", 30, {"redeem_by_phone_points": "30"}, False, id="so much as a phone may"),
        pytest.param("phone", 1, {}, True, id="nothing is set, a phone may nothing"),
        pytest.param("phone", 0, {}, False, id="a phone earns"),
        pytest.param("name", 1, {}, True, id="a name"),
        pytest.param("code", 500, {"code_gateway": "https://sms.example/send"}, False, id="a code"),
        pytest.param("code", 1, {}, True, id="a code that nobody can have sent"),
        pytest.param("card", 500, {}, False, id="a card"),
        pytest.param("", 500, {}, False, id="a till of before"),
    ],
)
def test_at_the_sale_it_is_asked_again(
    hq: Headquarters, shown: str, redeemed: int, settings: dict[str, str], *, told: bool
) -> None:
    """T10: a till whose program was changed skips its own question; the sale is booked, a person is told."""
    member, till = hq.member(500), hq.till()
    for name, text in settings.items():
        hq.admin.set_setting(name, text)
    till.commit(a_sale(1, account_id=member, redeemed=redeemed, points_money_minor=redeemed, shown=shown))
    hq.centre.push(till.batch())
    assert hq.points(member) == 500 - redeemed
    assert ("shown_too_little" in hq.alarms()) is told
