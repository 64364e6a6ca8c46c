"""The centre holds no points for a name or a phone alone beyond what the shop lets them spend; a changed till neither."""

import pytest

from loyalty_pos.wire.messages import HoldAnswer, HoldAsk
from tests.fakes.centre import Headquarters, new_uuid


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
