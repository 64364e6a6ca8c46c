"""What the customer can use, within two keys of the sale (A28): taken by a number, greyed with what is missing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.member import ClubMembership
from loyalty_pos.core.sale import MemberChange, MemberChanged
from loyalty_pos.ui.shell.state import PageName
from tests.fakes.benefits import BENEFITS, CUP_CODE, INVITATION, benefits_till, invite
from tests.fakes.till import ANNA_CARD, MILK_CODE, FakeTill
from tests.gui.conftest import Counter, window_on


@pytest.fixture
def shop() -> FakeTill:
    """A shop with rewards, a stamp card and a club; nobody has logged in."""
    till = benefits_till(BENEFITS)
    till.staff.log_out()
    return till


def shown(counter: Counter) -> list[str]:
    return [text.replace("\u00a0", " ") for text in counter.texts()]


def test_a28_one_key_shows_what_can_be_used_now_and_what_is_missing(qtbot: QtBot, shop: FakeTill) -> None:  # noqa: ARG001 - Qt runs
    with window_on(shop) as counter:
        counter.log_in().studio.scan(ANNA_CARD, CUP_CODE)
        counter.studio.press("Ctrl+B")
        assert counter.on(PageName.BENEFITS)
        words = shown(counter)
        assert {"Термос", "400 points", "Десятый кофе", "0/10", "Join “Чёрный”"} <= set(words)


def test_a04_a_reward_is_two_keys_and_a_line_for_nothing(qtbot: QtBot, shop: FakeTill) -> None:  # noqa: ARG001 - Qt runs
    with window_on(shop) as counter:
        counter.log_in().studio.scan(ANNA_CARD, MILK_CODE)
        counter.studio.press("Ctrl+B", "Return")
        assert counter.on(PageName.SALE)
        counter.studio.settle(lambda: shop.register.view().quote.redeemed == 400)
        counter.studio.press("F12")
        sale = shop.journal.last_sales(1)[0]
        assert (sale.redeemed, sale.paid_minor) == (400, 9_990)


def test_what_is_missing_is_said_when_its_number_is_typed(qtbot: QtBot, shop: FakeTill) -> None:  # noqa: ARG001 - Qt runs
    with window_on(shop) as counter:
        counter.log_in().studio.scan(ANNA_CARD, CUP_CODE)
        counter.studio.press("Ctrl+B")
        counter.studio.type("2")
        counter.studio.press("Return")
        assert "10 more stamps" in counter.banner.replace("\u00a0", " ")
        assert counter.on(PageName.BENEFITS)


def test_an_invitation_scanned_on_the_sale_screen_opens_the_club(qtbot: QtBot, shop: FakeTill) -> None:  # noqa: ARG001 - Qt runs
    invite(shop)
    with window_on(shop) as counter:
        counter.log_in().studio.scan(ANNA_CARD, INVITATION)
        counter.studio.settle(lambda: bool(shop.members.accounts["anna"].clubs))
        assert counter.on(PageName.BENEFITS)
        assert any(text.startswith("★ Чёрный") for text in shown(counter))


def test_a_pause_asks_for_a_seniors_pin_and_comes_back(qtbot: QtBot, shop: FakeTill) -> None:  # noqa: ARG001 - Qt runs
    now = shop.clock.now()
    club = ClubMembership("black", now - timedelta(days=1), now + timedelta(days=300))
    shop.members.add(replace(shop.members.accounts["anna"], clubs=(club,)), ANNA_CARD)
    with window_on(shop) as counter:
        counter.log_in().studio.scan(ANNA_CARD)
        counter.studio.press("Ctrl+B")
        counter.studio.type("3")
        counter.studio.press("Return")
        assert counter.on(PageName.LOGIN)
        counter.studio.type("2222")
        counter.studio.press("Return")
        counter.studio.settle(lambda: shop.members.accounts["anna"].clubs[0].paused_at is not None)
        assert counter.on(PageName.BENEFITS)


def test_personal_offers_are_stopped_by_one_key(qtbot: QtBot, shop: FakeTill) -> None:  # noqa: ARG001 - Qt runs
    with window_on(shop) as counter:
        counter.log_in().studio.scan(ANNA_CARD)
        counter.studio.press("Ctrl+B", "Ctrl+O")
        counter.studio.settle(lambda: shop.members.accounts["anna"].opted_out)
        assert "The customer wants no personal offers" in shown(counter)
        changes = [fact for fact in shop.journal.facts if isinstance(fact, MemberChanged)]
        assert [change.what for change in changes] == [MemberChange.OPT_OUT]


def test_without_a_customer_the_page_says_what_to_do(qtbot: QtBot, shop: FakeTill) -> None:  # noqa: ARG001 - Qt runs
    with window_on(shop) as counter:
        counter.log_in().studio.press("Ctrl+B", "Return")
        assert counter.banner
        counter.studio.scan(ANNA_CARD)
        assert counter.on(PageName.SALE)
