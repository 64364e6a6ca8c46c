"""Paying: the customer's bank refuses, the paper is looked at first, and what rounding took off is named."""

import pytest

from loyalty_pos.core.receipt import Pair, Text
from loyalty_pos.core.sale import Noted, Sale, TenderKind
from loyalty_pos.ui.paper.paper import Paper
from loyalty_pos.ui.payment.presenter import offered_notes
from loyalty_pos.ui.shell.state import PageName
from tests.fakes.till import ANNA_CARD, BREAD_CODE, COFFEE_CODE, MILK_CODE
from tests.gui.conftest import Counter


def last_sale(counter: Counter) -> Sale:
    return counter.shop.journal.last_sales(1)[0]


def previewed(counter: Counter) -> list[str]:
    """The paper that shows in the place of the pad, line by line."""
    papers = counter.studio.till.window.page.findChildren(Paper)
    return [paper.accessibleName() for paper in papers if paper.isVisible()]


def test_a_declined_card_leaves_the_points_unspent_and_cash_goes_on(counter: Counter) -> None:
    counter.log_in().studio.scan(ANNA_CARD, COFFEE_CODE)
    counter.studio.press("F5", "Return")
    assert counter.on(PageName.PAYMENT)
    counter.studio.press("F8")
    assert counter.banner.startswith("The card was declined: ₽500.00 are not paid, and no points are spent.")
    assert counter.shop.journal.last_sales(1) == []
    assert counter.shop.members.by_account("anna").lots[0].remaining == 500  # type: ignore[union-attr]  # Anna is there
    counter.studio.press("F12")
    sale = last_sale(counter)
    assert (sale.redeemed, [one.kind for one in sale.tenders]) == (500, [TenderKind.CASH])
    declined = [fact for fact in counter.shop.journal.facts if isinstance(fact, Noted)][-1]
    assert (declined.what, declined.amount_minor) == ("card_declined", 50_000)


def test_a_customer_without_another_purse_loses_nothing(counter: Counter) -> None:
    counter.log_in().studio.scan(ANNA_CARD, COFFEE_CODE)
    counter.studio.press("F5", "Return", "F8", "Esc")
    counter.shop.register.clear("cashier")
    counter.studio.settle()
    assert counter.shop.world.desk.take_releases() or not counter.shop.holds.held, "the hold is given back"
    assert counter.shop.journal.last_sales(1) == []


def test_of_a_split_payment_only_the_card_is_taken_back(counter: Counter) -> None:
    counter.log_in().studio.scan(COFFEE_CODE)
    counter.studio.press("Return")
    counter.studio.type("300")
    counter.studio.press("F12")
    counter.studio.type("200")
    counter.studio.press("F10", "F8")
    assert "₽200.00" in counter.banner
    counter.studio.press("F10")
    assert [(one.kind, one.amount_minor) for one in last_sale(counter).tenders] == [
        (TenderKind.CASH, 30_000),
        (TenderKind.CARD, 70_000),
    ]


def test_the_paper_is_looked_at_before_anything_is_printed_or_sold(counter: Counter) -> None:
    counter.log_in().studio.scan(ANNA_CARD, MILK_CODE, BREAD_CODE)
    counter.studio.press("Return")
    assert previewed(counter) == []
    counter.studio.press("F9")
    (paper,) = previewed(counter)
    assert "Молоко 3,2 %" in paper
    assert "149,90" in paper
    assert (counter.shop.journal.last_sales(1), counter.paper.receipts) == ([], [])
    counter.studio.press("Esc")
    assert counter.on(PageName.PAYMENT), "Esc closes the paper first"
    assert previewed(counter) == []


def test_what_is_looked_at_is_what_is_printed(counter: Counter) -> None:
    counter.log_in().studio.scan(ANNA_CARD, MILK_CODE)
    seen = counter.shop.register.preview()
    counter.studio.press("F12")
    printed = counter.paper.receipts[0]
    goods = [block for block in printed.blocks if isinstance(block, Pair) and "99,90" in block.right]
    assert [block for block in goods if block not in seen.blocks] == []
    assert seen.number == printed.number
    assert [block.text for block in seen.blocks if isinstance(block, Text) and block.text.isdecimal()] == []


def test_a_card_is_said_to_be_written_down_only(counter: Counter) -> None:
    counter.log_in().studio.scan(MILK_CODE)
    counter.studio.press("Return")
    assert "The terminal takes the money of a card; here it is only written down." in counter.texts()


@pytest.mark.parametrize(
    ("left", "offers"),
    [
        pytest.param(61_140, (65_000, 70_000, 100_000, 200_000), id="the next notes above"),
        pytest.param(100_000, (200_000, 500_000), id="an exact note is no offer"),
        pytest.param(1, (5_000, 10_000, 50_000, 100_000), id="a kopeck"),
    ],
)
def test_quick_notes_are_what_a_purse_holds(left: int, offers: tuple[int, ...]) -> None:
    assert offered_notes(left) == offers
