"""Whatever is scanned, whatever page shows: something is done, or a sentence says what is wanted. Never nothing."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from loyalty_pos.core.member_code.layout import DIGITS, PREFIXES
from loyalty_pos.core.receipt_code import receipt_code
from loyalty_pos.core.scan import receipt_text
from loyalty_pos.till.scanning.kinds import ScanKind, kind_of
from loyalty_pos.ui.pages import Till
from loyalty_pos.ui.scans.deeds import DEEDS
from loyalty_pos.ui.shell.state import PageName
from tests.fakes.benefits import BENEFITS, INVITATION, benefits_till, invite
from tests.fakes.gift_shop import GIFTS, LPG, active
from tests.fakes.till import ANNA_CARD, ANNA_PHONE, BREAD_CODE, COFFEE_CODE, MILK_CODE, FakeTill
from tests.gui.conftest import Counter, window_on
from tests.gui.test_coupons_at_the_counter import COFFEE_WEEK

VERSION = next(iter(PREFIXES))
ELSEWHERE = receipt_code("018f3c5e-0000-7000-8000-00000000beef", "018f3c5e-0000-7000-8000-000000000001")
SCANS = {
    ScanKind.GOODS: MILK_CODE,
    ScanKind.CARD: ANNA_CARD,
    ScanKind.PHONE: ANNA_PHONE,
    ScanKind.MEMBER_CODE: PREFIXES[VERSION] + "7" * DIGITS[VERSION],
    ScanKind.CERTIFICATE: LPG,
    ScanKind.COUPON: "LPC1:TEA10",
    ScanKind.INVITATION: INVITATION,
    ScanKind.RECEIPT: receipt_text(ELSEWHERE),
    ScanKind.BADGE: "LPS1:B-17",
    ScanKind.UNKNOWN: "4999999999991",
}
FEW = (ScanKind.GOODS, ScanKind.CARD, ScanKind.BADGE, ScanKind.UNKNOWN)
"""Of pages that give everything to the sale, which is shown all kinds itself."""


def beside_anew(till: Till) -> None:
    """Go to the screen beside another till, with nothing left there of the receipt before."""
    till.beside()
    till.window.press("Esc")
    till.beside()


WAYS: dict[PageName, Callable[[Till], object]] = {
    PageName.LOGIN: lambda till: till.lock_page(),
    PageName.SHIFT: lambda till: till.open_shift(),
    PageName.SALE: lambda till: till.sell(),
    PageName.BESIDE: beside_anew,
    PageName.PAYMENT: lambda till: till.take_money(),
    PageName.RECEIPT: lambda till: till.shell.go(PageName.RECEIPT),
    PageName.BALANCE: lambda till: till.ask_balance(None),
    PageName.BENEFITS: lambda till: till.benefits(),
    PageName.ISSUE: lambda till: till.issue("9991234567"),
    PageName.LATE_CARD: lambda till: till.late_card(till.parts.world.journal.last_sales(1)[0]),
    PageName.RETURN: lambda till: till.take_back(None),
    PageName.MENU: lambda till: till.window.press("F10"),
    PageName.STATEMENT: lambda till: till.statement(None, present=False),
    PageName.CARDS: lambda till: till.cards(None),
    PageName.PACKS: lambda till: till.packs(),
    PageName.EXPOSURE: lambda till: till.show_exposure(),
    PageName.DESK: lambda till: till.show_desk(),
    PageName.STATUS: lambda till: till.menu.chosen("status"),
}


def shop() -> FakeTill:
    programme = replace(BENEFITS, promotions=(*BENEFITS.promotions, COFFEE_WEEK), certificates=(GIFTS,))
    till = benefits_till(programme, "3333")
    invite(till)
    active(till)
    return till


@pytest.fixture
def counter(qtbot: QtBot) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    with window_on(shop()) as made:
        made.log_in("3333").studio.scan(COFFEE_CODE)
        made.studio.press("F12")
        yield made


def test_what_is_scanned_is_what_its_kind_says() -> None:
    till = shop()
    assert {kind: kind_of(till.world, text) for kind, text in SCANS.items()} == {
        kind: kind for kind in ScanKind
    }


def test_every_page_that_takes_scans_itself_is_tried_here() -> None:
    own = {page for page in PageName if DEEDS[page] != DEEDS[PageName.MENU]}
    assert own - {PageName.SCANNERS} <= set(WAYS), "SCANNERS: test_scanners_page.py"


def test_every_page_has_a_deed_for_every_kind() -> None:
    assert set(DEEDS) == set(PageName)
    assert all(set(row) == set(ScanKind) for row in DEEDS.values())


@pytest.mark.parametrize("page", WAYS)
def test_a_scan_does_something_or_says_what_is_wanted(counter: Counter, page: PageName) -> None:
    silent = []
    for kind in FEW if DEEDS[page] == DEEDS[PageName.MENU] else ScanKind:
        counter.shop.register.clear("cashier")
        counter.studio.till.sell(BREAD_CODE)
        WAYS[page](counter.studio.till)
        counter.studio.settle()
        assert counter.on(page)
        before = seen(counter)
        counter.studio.scan(SCANS[kind])
        if seen(counter) == before:
            silent.append(kind)
    assert not silent


def seen(counter: Counter) -> tuple[PageName, str, list[str]]:
    QApplication.processEvents()
    return counter.page, counter.banner, counter.texts()


def test_before_anybody_logged_in_a_badge_says_whose_it_is_and_all_else_asks_for_the_pin(
    qtbot: QtBot,  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
) -> None:
    with window_on(FakeTill()) as counter:
        counter.studio.scan("LPS1:B-17")
        assert "badge of Мария К." in counter.banner and "PIN" in counter.banner
        counter.studio.scan(MILK_CODE)
        assert "First the till must know who you are" in counter.banner
        assert counter.on(PageName.LOGIN) and not counter.shop.register.view().lines


def test_a_scan_in_the_middle_of_a_payment_begins_the_next_receipt(counter: Counter) -> None:
    counter.studio.scan(BREAD_CODE)
    counter.studio.till.window.press("F12")
    assert counter.studio.till.window.frozen, "the sale is being written down"
    for code in (MILK_CODE, ANNA_CARD, COFFEE_CODE):
        counter.studio.till.scanned(code)
    counter.studio.settle(lambda: counter.on(PageName.SALE))
    view = counter.shop.register.view()
    assert [line.name for line in view.lines] == ["Молоко 3,2 %", "Кофе в зёрнах"]
    assert view.member is not None


def test_scanned_goods_choose_what_comes_back(counter: Counter) -> None:
    sale = counter.shop.sell(MILK_CODE, MILK_CODE, BREAD_CODE).sale
    till = counter.studio.till
    till.take_back(sale)
    counter.studio.scan(MILK_CODE)
    assert asked(till) == {"Молоко 3,2 %": 1000, "Хлеб ржаной": 0}
    counter.studio.scan(MILK_CODE)
    assert asked(till) == {"Молоко 3,2 %": 2000, "Хлеб ржаной": 0}
    counter.studio.scan(MILK_CODE)
    assert "not in this receipt, or is back already" in counter.banner
    counter.studio.scan(BREAD_CODE)
    assert asked(till) == {"Молоко 3,2 %": 2000, "Хлеб ржаной": 1000}
    counter.studio.scan(COFFEE_CODE)
    assert "Кофе в зёрнах" in counter.banner


def asked(till: Till) -> dict[str, int]:
    presenter = till._returns
    return {line.name: presenter._wanted().get(line.line_id, 0) for line in presenter._lines}


def test_goods_are_no_plastic_card_to_give_out(counter: Counter) -> None:
    counter.studio.till.issue("9991234567")
    counter.studio.scan(MILK_CODE)
    assert counter.on(PageName.ISSUE) and "no card of the shop" in counter.banner
