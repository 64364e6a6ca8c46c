"""A customer's card and account at the window: each deed a key, what it means before it happens, nothing without the centre."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from loyalty_pos.core.account.card_deeds import what_of
from loyalty_pos.core.member import CardState
from loyalty_pos.core.sale import CardIssued, Noted
from loyalty_pos.till.held_cards.port import HeldCard
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.wire.deeds import JoinAsk, JoinedAsk, JoinedTold, JoinTold, PartAsk, PartTold
from tests.fakes.till import ANNA_CARD, BORIS_CARD, FakeTill
from tests.gui.conftest import Counter, window_on


class Cards:
    def of(self, account_id: str) -> list[HeldCard]:
        ends = {"anna": ANNA_CARD[-4:], "boris": BORIS_CARD[-4:]}
        own = [HeldCard(1, ends[account_id], CardState.ACTIVE)] if account_id in ends else []
        return [*own, HeldCard(2, "4711", CardState.ACTIVE)] if account_id == "anna" else own


class Centre:
    def __init__(self) -> None:
        self.asked: list[JoinAsk] = []
        self.is_there = True

    def join(self, ask: JoinAsk) -> JoinTold | None:
        self.asked.append(ask)
        return JoinTold(750, 0, 0, 0) if self.is_there else None

    def part(self, ask: PartAsk) -> PartTold | None:  # noqa: ARG002 - the port's shape
        return None

    def joined(self, ask: JoinedAsk) -> JoinedTold | None:  # noqa: ARG002 - the port's shape
        return JoinedTold([])


@pytest.fixture
def centre() -> Centre:
    return Centre()


@pytest.fixture
def counter(qtbot: object, centre: Centre) -> Iterator[Counter]:  # noqa: ARG001 - it reports what Qt swallows
    shop = FakeTill()
    shop.world = replace(shop.world, held_cards=Cards(), deeds=centre)
    with window_on(shop) as made:
        made.log_in("3333")
        made.studio.press("F9")
        made.studio.scan(ANNA_CARD)
        made.studio.press("F6")
        assert made.on(PageName.CARDS)
        yield made


def said(counter: Counter) -> str:
    return " | ".join(counter.texts())


def test_a_lost_card_is_replaced_in_two_keys(counter: Counter) -> None:
    counter.studio.press("F2", "F2")
    facts = counter.shop.journal.facts
    assert [type(fact) for fact in facts[-2:]] == [CardIssued, Noted]
    assert "The new card is ****" in said(counter)
    assert counter.paper.receipts[-1].kind == "card_slip"


def test_a_card_is_blocked_with_a_reason(counter: Counter) -> None:
    counter.studio.press("F3", "F3")
    notes = [fact for fact in counter.shop.journal.facts if isinstance(fact, Noted) and what_of(fact.what)]
    assert [(note.what, note.reason) for note in notes] == [("card_blocked", "wish")]


def test_one_of_two_cards_leaves_the_account_and_the_only_one_does_not(counter: Counter) -> None:
    counter.studio.press("F8", "F3")
    assert "Leaves this account for good" in said(counter)
    assert "the points stay with the account" in said(counter), "whoever leaves hears it before"
    counter.studio.press("F6")
    assert "its points stay there: tell whoever had it" in said(counter)
    assert "has left the account" in said(counter)
    note = counter.shop.journal.facts[-1]
    assert isinstance(note, Noted) and (note.what, note.subject) == ("card_left", "2")
    counter.studio.press("F12")
    counter.studio.scan(BORIS_CARD)
    counter.studio.press("F3")
    assert "Leaves this account for good" not in said(counter)
    counter.studio.press("F6")
    assert "is the only one" in counter.banner


def test_two_accounts_are_joined_after_it_was_said_what_that_means(counter: Counter, centre: Centre) -> None:
    counter.studio.press("F4")
    counter.studio.scan(BORIS_CARD)
    assert "750" in said(counter)
    assert [ask.sure for ask in centre.asked] == [False]
    counter.studio.press("F12")
    assert [ask.sure for ask in centre.asked] == [False, True]
    assert centre.asked[0].join_id == centre.asked[1].join_id, "asked again it is the same deed"
    assert "The accounts are one" in said(counter)


def test_without_the_centre_nothing_is_joined_and_the_page_says_so(counter: Counter, centre: Centre) -> None:
    centre.is_there = False
    counter.studio.press("F4")
    counter.studio.scan(BORIS_CARD)
    assert "Nothing was done" in said(counter)


def test_the_family_gets_a_further_card_where_cards_are_given_out(counter: Counter) -> None:
    counter.studio.press("F6")
    assert counter.on(PageName.ISSUE)
    assert "shares the wallet" in said(counter)
