"""Beside another till, in the window: at most four actions, keys alone or fingers alone, offline, after a crash."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from loyalty_pos.core.sale import Noted, Return, Sale
from loyalty_pos.till.beside.mode import Layered, Source, TillMode, mode_of
from loyalty_pos.till.upkeep.calls import Busy
from loyalty_pos.ui.benefits.state import RowKind
from loyalty_pos.ui.calls import busy_with
from loyalty_pos.ui.parts import SyncNews
from loyalty_pos.ui.shell.state import PageName
from loyalty_pos.ui.studio import Studio
from loyalty_pos.ui.widgets.key_button import KeyButton
from tests.fakes.benefits import BENEFITS, CUP_CODE, benefits_till
from tests.fakes.codes import GIFT
from tests.fakes.gift_shop import GIFTS, active, rest
from tests.fakes.till import ANNA_CARD, BORIS_CARD, COFFEE_CODE, MILK_CODE, STAFF_CARD, FakeTill
from tests.fakes.vouchers import printed
from tests.gui.conftest import Counter, PaperTrail, Remembered, parts_of
from tests.gui.finger import Finger

QR = "t=20261120T1248&s={}&fn=9999078900001234&i=512&fp=1234567890&n=1"


@contextmanager
def beside(shop: FakeTill) -> Iterator[Counter]:
    """A window in English on a till beside another one."""
    paper, preferences = PaperTrail(), Remembered(language="en")
    shop.holds.available = 500
    parts = replace(
        parts_of(shop, paper, preferences), mode=lambda: Layered(TillMode.BESIDE.value, Source.MACHINE)
    )
    with Studio(parts) as studio:
        studio.till.shell.sync_changed(SyncNews(online=True))
        yield Counter(shop, paper, preferences, studio)


@pytest.fixture
def counter(qtbot: QtBot) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    with beside(FakeTill(language="en")) as made:
        made.log_in()
        if not made.on(PageName.BESIDE):
            made.studio.press("Esc")
        assert made.on(PageName.BESIDE)
        yield made


def sees(counter: Counter, text: str) -> bool:
    return any(text in one.replace("\N{NO-BREAK SPACE}", " ") for one in counter.texts())


def last_sale(counter: Counter) -> Sale:
    return counter.shop.journal.last_sales(1)[0]


def test_a_card_and_a_total_are_two_actions_to_the_sale(counter: Counter) -> None:
    counter.studio.scan(BORIS_CARD)
    counter.enter("1399,80")
    assert sees(counter, "−₽139.98")
    assert sees(counter, "₽1,259.82")
    assert sees(counter, "By the total alone")
    counter.studio.press("F12")
    assert last_sale(counter).paid_minor == 125_982
    assert "Written down" in counter.banner
    assert counter.paper.receipts == []
    assert sees(counter, "₽0.00")


def test_with_points_and_the_papers_number_it_is_four(counter: Counter) -> None:
    counter.studio.scan(ANNA_CARD)
    counter.enter("1000")
    counter.studio.press("F5")
    counter.studio.settle(lambda: bool(counter.shop.holds.held))
    assert sees(counter, "Points there: 500")
    counter.studio.type("0001-77")
    counter.studio.press("F12")
    sale = last_sale(counter)
    assert (sale.redeemed, sale.paid_minor) == (500, 50_000)
    assert sale.operation in counter.shop.holds.held
    assert counter.shop.returns.find("0001-77") == sale


def test_scanning_the_fiscal_qr_confirms_without_a_key(counter: Counter) -> None:
    counter.studio.scan(ANNA_CARD, COFFEE_CODE, MILK_CODE, QR.format("1099.90"))
    assert last_sale(counter).paid_minor == 109_990
    counter.studio.scan(QR.format("1099.90"))
    assert counter.on(PageName.RETURN)
    counter.studio.scan(QR.format("1099.90").replace("n=1", "n=2"))
    assert "another kind" in counter.banner
    counter.studio.press("Esc", "Esc")
    counter.studio.scan(QR.format("1099.90").replace("i=512", "i=9"))
    assert "no sale for that receipt" in counter.banner


def test_a_paper_of_another_sum_sells_nothing_and_says_what_to_do(counter: Counter) -> None:
    counter.studio.scan(COFFEE_CODE, QR.format("1.00"))
    assert counter.shop.journal.last_sales(1) == []
    assert "and it should be ₽1,000.00" in counter.banner.replace("\N{NO-BREAK SPACE}", " ")
    counter.studio.press("F12")
    assert last_sale(counter).paid_minor == 100_000


def test_some_points_are_typed_before_f5_and_f5_again_keeps_them(counter: Counter) -> None:
    counter.studio.scan(ANNA_CARD, COFFEE_CODE)
    counter.studio.type("200")
    counter.studio.press("F5")
    assert sees(counter, "₽800.00")
    counter.studio.press("F5")
    assert sees(counter, "To pay there")
    assert sees(counter, "₽1,000.00")


def test_cancelled_nothing_is_sold_and_the_hold_goes_back(counter: Counter) -> None:
    counter.studio.scan(ANNA_CARD, COFFEE_CODE)
    counter.studio.press("F5")
    counter.studio.settle(lambda: bool(counter.shop.holds.held))
    counter.studio.press("Esc")
    counter.studio.till.shell.tick()
    counter.studio.settle(lambda: not counter.shop.holds.held)
    assert "Nothing was sold" in counter.banner
    assert counter.shop.journal.last_sales(1) == []
    assert counter.shop.beside.told() == []


def test_goods_after_a_total_take_its_place_and_unknown_ones_say_type_the_total(counter: Counter) -> None:
    counter.enter("500")
    counter.studio.scan(COFFEE_CODE)
    assert sees(counter, "₽1,000.00")
    counter.studio.scan("4600000000992")
    assert "Type the basket's total" in counter.banner


def test_a_basket_that_is_not_printed_yet_keeps_the_till_and_one_that_is_settled_lets_it_go(
    counter: Counter,
) -> None:
    parts = parts_of(counter.shop, counter.paper, counter.preferences)

    def stays() -> Busy:
        return busy_with(counter.studio.till.window, parts)

    assert stays() is Busy.FREE
    counter.enter("500")
    assert stays() is Busy.RECEIPT
    counter.studio.press("F10")
    assert counter.on(PageName.MENU)
    assert stays() is Busy.RECEIPT, "the basket stays on the counter"
    counter.studio.press("Esc", "F12")
    assert stays() is Busy.FREE
    counter.studio.scan(COFFEE_CODE)
    assert stays() is Busy.RECEIPT
    counter.studio.press("Esc")
    assert stays() is Busy.FREE


def test_fingers_alone_sell_by_the_total(counter: Counter) -> None:
    counter.studio.scan(BORIS_CARD)
    for name in ("1", "0", "0", "Take (Enter)", "Printed there (F12)"):
        button = next(
            one
            for one in counter.studio.till.window.findChildren(QPushButton)
            if one.isVisible() and one.accessibleName() == name
        )
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        counter.studio.settle()
    assert last_sale(counter).paid_minor == 9_000


def test_without_the_centre_it_sells_and_takes_this_tills_own_right(counter: Counter) -> None:
    counter.shop.rights.lend()
    counter.shop.holds.reached = False
    counter.studio.scan(ANNA_CARD, COFFEE_CODE)
    counter.studio.press("F5")
    counter.studio.settle(lambda: sees(counter, "without the centre"))
    counter.studio.press("F12")
    assert (last_sale(counter).redeemed, last_sale(counter).by_floor) == (300, 300)


@pytest.mark.parametrize("printed", [True, False])
def test_after_a_crash_the_till_asks_whether_the_other_one_printed(qtbot: QtBot, printed: bool) -> None:  # noqa: ARG001, FBT001
    shop = FakeTill(language="en")
    with beside(shop) as counter:
        counter.log_in()
        counter.studio.press("Esc")
        counter.studio.scan(ANNA_CARD, COFFEE_CODE)
        counter.studio.press("F5")
        counter.studio.settle(lambda: bool(shop.beside.told()) and bool(shop.holds.held))
        counter.studio.settle(lambda: '"redeemed":500' in next(iter(shop.beside.rows.values())).body)
    shop.restart()
    with beside(shop) as counter:
        counter.log_in()
        counter.studio.settle(lambda: sees(counter, "Did the other till print this receipt"))
        assert sees(counter, "₽500.00")
        counter.studio.scan(COFFEE_CODE)
        counter.studio.press("F12" if printed else "Esc")
        sales = shop.journal.last_sales(5)
        assert [sale.redeemed for sale in sales] == ([500] if printed else [])
        assert not sees(counter, "Did the other till print")
        counter.studio.till.shell.tick()
        counter.studio.settle(lambda: bool(shop.holds.held) is printed)


def test_the_manager_changes_what_the_till_does_in_the_menu(qtbot: QtBot) -> None:  # noqa: ARG001
    shop, paper, preferences = FakeTill(language="en"), PaperTrail(), Remembered(language="en")

    def mode() -> Layered:
        return mode_of(shop.settings.get, preferences.get, has_fiscal_port=False)

    with Studio(replace(parts_of(shop, paper, preferences), mode=mode)) as studio:
        counter = Counter(shop, paper, preferences, studio).log_in()
        studio.press("F10", "0")
        assert counter.on(PageName.LOGIN), "a cashier needs somebody who may"
        counter.enter("3333")
        studio.settle(lambda: counter.on(PageName.SALE))
        assert preferences["till_mode"] == "sale"

        shop.settings.values["till_mode"] = "beside"
        studio.press("F10", "0")
        counter.enter("3333")
        studio.settle(lambda: counter.on(PageName.BESIDE))
        assert "decided by the shop" in counter.banner


def delete_keys(counter: Counter) -> list[QPushButton]:
    window = counter.studio.till.window
    return [one for one in window.page.findChildren(QPushButton) if one.accessibleName().startswith("Delete")]


def test_a_line_that_nobody_wants_is_marked_and_deleted(counter: Counter) -> None:
    counter.studio.scan(BORIS_CARD, COFFEE_CODE, MILK_CODE)
    assert [one.isVisible() for one in delete_keys(counter)] == [True], "a finger can do it too"
    counter.studio.press("Up", "F8")
    if counter.on(PageName.LOGIN):
        counter.enter("2222")
    assert counter.on(PageName.BESIDE)
    counter.studio.press("F12")
    assert [line.name for line in last_sale(counter).lines] == ["Молоко 3,2 %"]
    assert [fact.what for fact in counter.shop.journal.of(Noted)].count("line_deleted") == 1


def test_the_last_line_deleted_leaves_nothing_to_print(counter: Counter) -> None:
    counter.studio.scan(COFFEE_CODE)
    counter.studio.press("F8")
    if counter.on(PageName.LOGIN):
        counter.enter("2222")
    counter.studio.press("F8", "F12")
    assert counter.shop.journal.last_sales(1) == []


# --- certificates, rewards, clubs ------------------------------------------------------------------------


@pytest.fixture
def gift_counter(qtbot: QtBot) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    """A till beside another one whose shop has certificates, rewards and a club; one certificate of 300.00 is about."""
    shop = benefits_till(replace(BENEFITS, certificates=(GIFTS,)))
    shop.staff.log_out()
    active(shop, 30_000)
    with beside(shop) as made:
        made.log_in()
        yield made


def test_with_a_certificate_it_is_four_actions_too(gift_counter: Counter) -> None:
    counter = gift_counter
    counter.studio.scan(ANNA_CARD)
    counter.enter("1000")
    counter.studio.scan(GIFT)
    counter.studio.settle(lambda: sees(counter, "Certificate there, as an advance"))
    assert sees(counter, "−₽300.00")
    assert sees(counter, "₽700.00")
    counter.studio.press("F12")
    sale = last_sale(counter)
    assert (sale.certificate_minor, sale.paid_minor) == (30_000, 70_000)
    assert rest(counter.shop) == 0


def test_a_certificate_is_taken_off_by_f8_without_anybodys_leave(gift_counter: Counter) -> None:
    counter = gift_counter
    counter.studio.scan(CUP_CODE, GIFT)
    assert sees(counter, "Certificate there, as an advance")
    counter.studio.press("F8")
    assert counter.on(PageName.BESIDE)
    assert not sees(counter, "Certificate there, as an advance")
    counter.studio.press("F12")
    assert (last_sale(counter).paid_minor, rest(counter.shop)) == (20_000, 30_000)


def test_a_reward_comes_from_the_page_of_benefits_onto_the_other_tills_receipt(gift_counter: Counter) -> None:
    counter = gift_counter
    counter.studio.scan(ANNA_CARD, CUP_CODE)
    counter.studio.press("Ctrl+B")
    assert counter.on(PageName.BENEFITS)
    counter.studio.press("Return")
    assert counter.on(PageName.BESIDE)
    counter.studio.settle(lambda: bool(counter.shop.holds.held))
    assert sees(counter, "Points there: 400")
    counter.studio.press("F12")
    sale = last_sale(counter)
    assert [line.article_id for line in sale.lines] == ["cup", "thermos"]
    assert (sale.redeemed, sale.lines[1].net_minor) == (400, 0)


def test_the_fee_of_a_club_goes_onto_the_other_tills_receipt_and_counts_when_it_is_printed(
    gift_counter: Counter,
) -> None:
    counter = gift_counter
    counter.studio.scan(ANNA_CARD)
    counter.studio.press("Ctrl+B")
    number = next(row.number for row in counter.studio.till._benefits._rows if row.kind is RowKind.FEE)
    counter.enter(str(number))
    assert counter.on(PageName.BESIDE)
    assert sees(counter, "₽1,990.00")
    counter.studio.press("F12")
    assert [one.line_id for one in last_sale(counter).issued] == [1]


def test_a_certificate_is_not_sold_here_and_the_page_says_where(gift_counter: Counter) -> None:
    counter = gift_counter
    counter.shop.vouchers.tell(printed(GIFT, value_minor=30_000))
    counter.studio.scan(GIFT)
    assert "another till prints" in counter.banner
    assert not sees(counter, "Certificate there")


def test_a_code_of_the_app_may_be_typed(counter: Counter) -> None:
    """Its scanner is broken: the long digits under the square are typed, and are a customer, never a total."""
    counter.enter(" ".join(ANNA_CARD[at : at + 4] for at in range(0, len(ANNA_CARD), 4)))
    assert sees(counter, "**** 0018") or sees(counter, ANNA_CARD[-4:])
    assert not sees(counter, "By the total alone")


# --- ways from here to everything else ---------------------------------------------------------------------


def test_every_key_of_this_screen_has_a_button(counter: Counter) -> None:
    """A till without a keyboard must reach all that one with a keyboard reaches."""
    window, wanted = counter.studio.till.window, set(counter.studio.till._beside._keys) | {"F10", "Enter"}
    seen: set[str] = set()
    before: tuple[tuple[str, ...], ...] = ((), (BORIS_CARD, COFFEE_CODE))
    for scanned in before:
        counter.studio.scan(*scanned)
        seen |= {one.key.text() for one in window.page.findChildren(KeyButton) if one.isVisible()}
        counter.studio.press("F4")
        seen |= {one.key.text() for one in window.page.findChildren(KeyButton) if one.isVisible()}
    assert wanted - seen == set()


def test_a_new_card_goes_onto_the_receipt_beside(counter: Counter) -> None:
    counter.studio.scan(COFFEE_CODE)
    counter.studio.type("9161234567")
    counter.studio.press("F3")
    assert counter.on(PageName.ISSUE)
    counter.studio.type("Vera")
    counter.studio.press("F6", "F12", "F12")
    assert counter.on(PageName.BESIDE)
    assert sees(counter, "Vera")
    assert counter.shop.register.view().member is None, "the till's own receipt is not asked"
    account = counter.studio.till._beside.receipt.view().member
    counter.studio.press("F12")
    assert account is not None and last_sale(counter).account_id == account.account_id


def test_a_card_that_stands_on_the_receipt_beside_is_not_taken_back(counter: Counter) -> None:
    counter.studio.type("9161234567")
    counter.studio.press("F3")
    counter.studio.type("Vera")
    counter.studio.press("F6", "F12", "F12", "F3", "F8", "F8")
    assert not [one for one in counter.shop.journal.of(Noted) if one.what == "card_undone"]


def test_a_customer_who_is_looked_up_goes_onto_the_receipt_beside(counter: Counter) -> None:
    counter.studio.scan(COFFEE_CODE)
    counter.studio.press("F9")
    assert counter.on(PageName.BALANCE)
    counter.studio.scan(ANNA_CARD)
    counter.studio.press("F5")
    assert counter.on(PageName.BESIDE)
    counter.studio.settle(lambda: bool(counter.shop.holds.held))
    assert sees(counter, "Points there: 500")
    assert counter.shop.register.view().member is None


def test_a_finger_reaches_the_menu_a_new_card_and_the_customer(counter: Counter) -> None:
    finger = Finger(counter.studio)
    for words, page in (("New card", PageName.ISSUE), ("Balance", PageName.BALANCE), ("Menu", PageName.MENU)):
        finger.tap(words)
        assert counter.on(page)
        counter.studio.press("Esc")
        assert counter.on(PageName.BESIDE)


def test_first_it_is_asked_whether_the_other_till_printed_then_come_cards(counter: Counter) -> None:
    counter.studio.scan(ANNA_CARD, COFFEE_CODE)
    counter.studio.settle(lambda: bool(counter.shop.beside.told()))
    counter.studio.till._beside._counter.cancelled()
    counter.studio.till.sell()
    assert sees(counter, "Did the other till print this receipt")
    counter.studio.press("F3", "F9")
    assert counter.on(PageName.BESIDE)


def test_a_cashiers_own_card_that_a_senior_allowed_stays_on_a_receipt_without_goods(counter: Counter) -> None:
    counter.studio.press("F9")
    counter.studio.scan(STAFF_CARD)
    counter.studio.press("F12")
    assert counter.on(PageName.LOGIN)
    counter.enter("3333")
    assert counter.on(PageName.BESIDE)
    counter.studio.press("F10", "Esc")
    counter.studio.scan(COFFEE_CODE)
    counter.studio.press("F12")
    assert last_sale(counter).own_card_by


def test_goods_come_back_by_the_number_of_that_paper_in_four_actions(counter: Counter) -> None:
    """The page, the number, all of it chosen, done; whoever must allow it types a PIN besides."""
    counter.studio.scan(ANNA_CARD, COFFEE_CODE)
    counter.studio.type("0001-77")
    counter.studio.press("F12")
    sold, actions = last_sale(counter), 0
    acts: tuple[Callable[[], object], ...] = (
        lambda: counter.studio.press("Ctrl+R"),
        lambda: counter.enter("0001-77"),
        lambda: counter.studio.press("F12"),
    )
    for act in acts:
        act()
        actions += 1
    if counter.on(PageName.LOGIN):
        counter.enter("2222")
        actions += 1
    counter.studio.settle(lambda: bool(counter.shop.journal.of(Return)))
    assert counter.shop.journal.of(Return)[0].sale_id == sold.sale_id
    assert actions <= 4
