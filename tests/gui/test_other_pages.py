"""Points, returns, cards, balances, shifts: each works by keys and says what happened."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from loyalty_pos.core.problems import PrinterOffline
from loyalty_pos.core.programme import ClawBack, ReturnPolicy
from loyalty_pos.core.sale import CardIssued, Return, Sale, ShiftClosed, Void
from loyalty_pos.ui.parts import SyncNews
from loyalty_pos.ui.shell.state import PageName
from tests.fakes.shop import OneProgramme, SigningPrinter
from tests.fakes.till import ANNA_CARD, BREAD_CODE, COFFEE_CODE, FIVE_PERCENT, MILK_CODE, FakeTill, anna
from tests.gui.conftest import Counter, window_on


def sold(counter: Counter, *codes: str) -> None:
    counter.studio.scan(*codes)
    counter.studio.press("F12")
    counter.studio.press("F12")


# --- points ---------------------------------------------------------------------------------------------


def test_f5_pays_with_all_the_points_that_the_receipt_takes(counter: Counter) -> None:
    counter.log_in().studio.scan(ANNA_CARD, COFFEE_CODE)
    counter.studio.press("F5")
    counter.studio.settle(lambda: counter.shop.register.view().quote.redeemed > 0)
    assert counter.shop.register.view().quote.redeemed == 500
    counter.studio.press("F12")
    sale = counter.shop.journal.last_sales(1)[0]
    assert (sale.redeemed, sale.paid_minor) == (500, 50_000)


def test_digits_before_f5_are_the_points(counter: Counter) -> None:
    counter.log_in().studio.scan(ANNA_CARD, COFFEE_CODE)
    counter.studio.type("120")
    counter.studio.press("F5")
    counter.studio.settle(lambda: counter.shop.register.view().quote.redeemed > 0)
    assert counter.shop.register.view().quote.redeemed == 120


def test_without_connection_f5_says_why_and_the_sale_goes_on(counter: Counter) -> None:
    counter.shop.holds.reached = False
    counter.log_in().studio.scan(ANNA_CARD, COFFEE_CODE)
    counter.studio.press("F5")
    counter.studio.settle(lambda: bool(counter.banner))
    assert "No connection" in counter.banner
    counter.studio.press("F12")
    sale = counter.shop.journal.last_sales(1)[0]
    assert (sale.redeemed, sale.paid_minor) == (0, 100_000)


def test_f5_without_a_customer_is_refused_with_a_sentence(counter: Counter) -> None:
    counter.log_in().studio.scan(COFFEE_CODE)
    counter.studio.press("F5")
    assert counter.banner


# --- connection -----------------------------------------------------------------------------------------


def test_the_badge_says_offline_with_the_length_and_the_age_of_the_queue(counter: Counter) -> None:
    counter.log_in()
    sold(counter, MILK_CODE)
    counter.shop.clock.pass_time(minutes=12)
    shell = counter.studio.till.shell
    shell.sync_changed(SyncNews(online=False))
    counter.studio.settle()
    shell.tick()
    badge = counter.studio.till.window.head.link.text()
    waiting = counter.shop.journal.queue().waiting
    assert waiting >= 3
    assert badge.replace("\u00a0", " ") == f"Offline · {waiting} operations in the queue · oldest 12 min"


def test_the_badge_says_online_when_nothing_waits(counter: Counter) -> None:
    assert counter.studio.till.window.head.link.text() == "Online"


# --- returns --------------------------------------------------------------------------------------------


def test_a_return_by_the_receipts_code_is_two_keys(counter: Counter) -> None:
    counter.log_in("3333")
    sold(counter, ANNA_CARD, MILK_CODE, COFFEE_CODE)
    code = counter.shop.journal.last_sales(1)[0].code
    counter.studio.press("Ctrl+R")
    counter.studio.scan(f"LPR1:{code}")
    assert any("1,099.90" in text for text in counter.texts()), "shown before it happens"
    counter.studio.press("F12")
    assert counter.on(PageName.SALE)
    returned = [fact for fact in counter.shop.journal.facts if isinstance(fact, Return)]
    assert [(one.paid_minor, one.accrued_back) for one in returned] == [(109_990, 54)]
    assert "1,099.90" in counter.banner


def test_only_the_marked_lines_come_back(counter: Counter) -> None:
    counter.log_in("3333")
    sold(counter, MILK_CODE, COFFEE_CODE)
    counter.studio.press("Ctrl+R", "Return", "Down", "Return", "F12")
    returned = [fact for fact in counter.shop.journal.facts if isinstance(fact, Return)]
    assert [one.paid_minor for one in returned] == [9_990]


def test_what_is_kept_for_points_already_spent_is_shown_before_it_happens(counter: Counter) -> None:
    programmes = counter.shop.world.programmes
    assert isinstance(programmes, OneProgramme)
    programmes.programme = replace(FIVE_PERCENT, returns=ReturnPolicy(claw_back=ClawBack.WITHHOLD))
    counter.log_in("3333")
    sold(counter, ANNA_CARD, COFFEE_CODE)
    counter.shop.members.add(replace(anna(), lots=()), ANNA_CARD)  # 50 points were earned, and are gone
    counter.studio.press("Ctrl+R", "Return", "F7")
    shown = counter.texts()
    assert shown[shown.index("Kept for points already spent") + 1] == "₽50.00"
    counter.studio.press("F12")
    returned = [fact for fact in counter.shop.journal.facts if isinstance(fact, Return)]
    assert [(one.withheld_points, one.withheld_minor) for one in returned] == [(50, 5_000)]


def test_a_cashier_needs_somebody_elses_pin_to_take_goods_back(counter: Counter) -> None:
    counter.log_in()
    sold(counter, MILK_CODE)
    counter.studio.press("Ctrl+R", "Return", "F12")
    assert counter.on(PageName.LOGIN)
    counter.enter("2222")
    returned = [fact for fact in counter.shop.journal.facts if isinstance(fact, Return)]
    assert [one.approved_by for one in returned] == ["s1"]


def test_f8_undoes_a_whole_sale_of_this_shift(counter: Counter) -> None:
    counter.log_in("3333")
    sold(counter, MILK_CODE)
    counter.studio.press("Ctrl+R", "Return", "F8")
    assert [fact.paid_minor for fact in counter.shop.journal.facts if isinstance(fact, Void)] == [9_990]


def test_a_code_of_no_receipt_is_refused(counter: Counter) -> None:
    counter.log_in("3333").studio.press("Ctrl+R")
    counter.studio.scan("LPR1:NOSUCH")
    assert counter.on(PageName.RETURN)
    assert counter.banner


# --- cards ----------------------------------------------------------------------------------------------


def test_a_card_is_given_out_in_a_few_keys_and_goes_onto_the_receipt(counter: Counter) -> None:
    counter.log_in().studio.scan(MILK_CODE)
    counter.studio.press("F3")
    counter.enter("9161234567")
    counter.enter("Ivan Petrov")
    counter.studio.type("8.3.1991")
    counter.studio.press("F6", "F12")
    issued = [fact for fact in counter.shop.journal.facts if isinstance(fact, CardIssued)]
    assert [dict(fact.consents).keys() for fact in issued] == [{"personal_data"}]
    counter.studio.press("F12")
    member = counter.shop.register.view().member
    assert member is not None
    assert member.name == "Ivan P."


def test_without_consent_there_is_no_card(counter: Counter) -> None:
    counter.log_in().studio.press("F3")
    counter.enter("9161234567")
    counter.studio.type("Ivan")
    counter.studio.press("F12")
    assert "consent" in counter.banner.lower()
    assert not [fact for fact in counter.shop.journal.facts if isinstance(fact, CardIssued)]


def test_a_known_phone_shows_its_card_instead(counter: Counter) -> None:
    counter.log_in().studio.press("F3")
    counter.enter("9123456789")
    assert any(ANNA_CARD[-4:] in text for text in counter.texts())
    counter.studio.press("F12")
    member = counter.shop.register.view().member
    assert member is not None
    assert member.account_id == "anna"


@pytest.mark.parametrize("day", ["yesterday", "32.1.1990", "5.13.1990"])
def test_a_birthday_that_is_no_date_is_refused(counter: Counter, day: str) -> None:
    counter.log_in().studio.press("F3")
    counter.enter("9161234567")
    counter.enter("Ivan")
    counter.studio.type(day)
    counter.studio.press("F6", "F12")
    assert "birthday" in counter.banner


# --- balance --------------------------------------------------------------------------------------------


def test_f9_shows_the_customer_at_the_till_with_lots_and_history(counter: Counter) -> None:
    counter.log_in()
    sold(counter, ANNA_CARD, COFFEE_CODE)
    counter.studio.scan(ANNA_CARD)
    counter.studio.press("F9")
    texts = " | ".join(counter.texts())
    assert "550" in texts, "500 and 5 % of 1,000 roubles"
    assert "₽1,000.00" in texts


def test_looking_customers_up_by_typing_needs_a_manager(counter: Counter) -> None:
    counter.log_in().studio.press("F9")
    counter.enter("9123456789")
    assert counter.on(PageName.LOGIN)
    counter.enter("3333")
    assert counter.on(PageName.BALANCE)
    assert any("500 points" in text.replace("\u00a0", " ") for text in counter.texts())


def test_a_scanned_card_shows_its_balance_to_everybody(counter: Counter) -> None:
    counter.log_in().studio.press("F9")
    counter.studio.scan(ANNA_CARD)
    assert counter.on(PageName.BALANCE)
    assert any("500 points" in text.replace("\u00a0", " ") for text in counter.texts())


# --- shift, menu ----------------------------------------------------------------------------------------


def test_the_shift_closes_with_the_counted_drawer_and_prints_z(counter: Counter) -> None:
    counter.log_in("3333")
    sold(counter, MILK_CODE)
    counter.studio.press("F10")
    counter.studio.type("2")
    counter.studio.press("F12")
    counter.enter("99,90")
    closed = [fact for fact in counter.shop.journal.facts if isinstance(fact, ShiftClosed)]
    assert [fact.counted_minor for fact in closed] == [9_990]
    assert len(counter.paper.receipts) == 2


def test_the_menu_cancels_an_open_receipt(counter: Counter) -> None:
    counter.log_in().studio.scan(MILK_CODE, BREAD_CODE)
    counter.studio.press("F10")
    counter.studio.type("4")
    assert counter.on(PageName.SALE)
    assert not counter.shop.register.view().lines


def test_a_copy_of_the_last_receipt_is_marked_and_leaves_the_drawer_shut(counter: Counter) -> None:
    counter.log_in().studio.scan(MILK_CODE)
    counter.studio.press("F12", "Ctrl+P")
    copy = counter.paper.receipts[-1]
    assert (copy.copy, copy.open_drawer) == (True, False)


def test_ctrl_l_locks_the_till_and_the_open_receipt_waits_for_whoever_comes(counter: Counter) -> None:
    counter.log_in().studio.scan(MILK_CODE)
    counter.studio.press("Ctrl+L")
    assert counter.on(PageName.LOGIN)
    assert "The till is locked" in counter.texts()
    counter.studio.press("Esc", "F10", "F12")
    assert counter.on(PageName.LOGIN), "nothing leads past the PIN"
    counter.log_in("2222")
    assert counter.on(PageName.SALE)
    assert [line.name for line in counter.shop.register.view().lines] == ["Молоко 3,2 %"]


def test_the_status_page_tells_queue_printer_and_version(counter: Counter) -> None:
    counter.log_in().studio.press("F10")
    counter.studio.type("6")
    texts = counter.texts()
    assert any(text.endswith(", 1.2.3") for text in texts)
    assert "ready" in texts


# --- receipts that came back already ----------------------------------------------------------------------


def test_the_list_of_receipts_says_which_came_back(counter: Counter) -> None:
    counter.log_in("3333")
    for _ in range(4):
        sold(counter, MILK_CODE, BREAD_CODE)
    sales = counter.shop.journal.last_sales(4)[::-1]
    counter.shop.returns.commit(sales[1], {1: 1000}, "")
    counter.shop.returns.commit(sales[2], {1: 1000, 2: 1000}, "")
    counter.shop.returns.void(sales[3], "")
    counter.studio.press("Ctrl+R")
    rows = [text.split(" · ") for text in counter.texts() if text.startswith("Receipt ")]
    assert {row[0]: row[2:] for row in rows} == {
        "Receipt 4": ["undone"],
        "Receipt 3": ["returned"],
        "Receipt 2": ["returned in part"],
        "Receipt 1": [],
    }


def test_a_receipt_that_came_back_says_so_and_f12_returns_nothing(counter: Counter) -> None:
    counter.log_in("3333")
    sold(counter, MILK_CODE)
    counter.studio.press("Ctrl+R", "Return", "F12", "Ctrl+R", "Return")
    assert "Everything on this receipt has come back already." in counter.texts()
    for key in ("F12", "F8"):
        counter.studio.press(key)
        assert counter.banner.startswith("Everything on receipt 1 has come back already.")
    assert len([fact for fact in counter.shop.journal.facts if isinstance(fact, Return)]) == 1


def test_an_undone_sale_says_so(counter: Counter) -> None:
    counter.log_in("3333")
    sold(counter, MILK_CODE)
    counter.studio.press("Ctrl+R", "Return", "F8", "Ctrl+R", "Return")
    assert "This sale was undone." in counter.texts()


def test_a_return_of_nothing_asks_nobody_for_a_pin(counter: Counter) -> None:
    counter.log_in()
    sold(counter, MILK_CODE)
    counter.studio.press("Ctrl+R", "Return", "F6", "F12")
    assert counter.on(PageName.RETURN)
    assert counter.banner.startswith("Nothing is marked.")


# --- the fiscal device --------------------------------------------------------------------------------------


def test_the_cashier_is_told_that_the_fiscal_device_failed_and_a_second_f12_sells_nothing(
    qtbot: QtBot,  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
) -> None:
    with window_on(FakeTill(fiscal=SigningPrinter(problems=[PrinterOffline()]))) as counter:
        counter.log_in().studio.scan(MILK_CODE)
        counter.studio.press("F12")
        assert counter.on(PageName.RECEIPT)
        assert "the fiscal device did not take it" in counter.banner
        counter.studio.press("F12", "F12")
        assert (len(counter.shop.journal.of(Sale)), len(counter.paper.receipts)) == (1, 1)


def test_a_return_that_the_fiscal_device_did_not_take_says_so(qtbot: QtBot) -> None:  # noqa: ARG001
    device = SigningPrinter()
    with window_on(FakeTill(fiscal=device)) as counter:
        counter.log_in("3333")
        sold(counter, MILK_CODE)
        device.problems.append(PrinterOffline())
        counter.studio.press("Ctrl+R", "Return", "F12")
        assert counter.on(PageName.SALE)
        assert "the fiscal device did not take it" in counter.banner


def test_drawer_and_customers_display_are_tried_from_the_page_of_devices(counter: Counter) -> None:
    counter.log_in()
    counter.studio.press("F10")
    counter.studio.type("6")
    assert any("opens through the printer" in text for text in counter.texts())
    assert "not shown" in counter.texts()
    counter.studio.press("F4")
    assert "shown" in counter.texts()
    counter.studio.press("F4")
    assert "not shown" in counter.texts()
    opened = counter.paper.opened
    counter.studio.press("F3", "1")
    assert counter.paper.opened == opened + 1
    assert counter.shop.journal.notes()[-1] == "drawer_opened"
