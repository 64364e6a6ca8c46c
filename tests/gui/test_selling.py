"""A cashier sells with the keyboard alone; every rule as the shop owner says it."""

import pytest

from loyalty_pos.core.problems import StorageFull
from loyalty_pos.core.sale import Sale, TenderKind
from loyalty_pos.ui.shell.state import PageName
from tests.fakes.till import ANNA_CARD, BREAD_CODE, COFFEE_CODE, MILK_CODE
from tests.gui.conftest import Counter


def last_sale(counter: Counter) -> Sale:
    return counter.shop.journal.last_sales(1)[0]


def sales(counter: Counter) -> int:
    return len(counter.shop.journal.last_sales(100))


def test_a_loyalty_sale_takes_one_key_after_the_scans(counter: Counter) -> None:
    counter.log_in()
    counter.studio.scan(ANNA_CARD, MILK_CODE, COFFEE_CODE)
    counter.studio.press("F12")
    assert counter.on(PageName.RECEIPT)
    sale = last_sale(counter)
    assert (sale.account_id, sale.paid_minor, sale.tenders[0].kind) == ("anna", 109_990, TenderKind.CASH)
    assert [receipt.copy for receipt in counter.paper.receipts] == [False]


def test_everything_can_be_typed_instead_of_scanned(counter: Counter) -> None:
    counter.log_in()
    for text in ("9123456789", MILK_CODE, f"2*{BREAD_CODE}"):
        counter.enter(text)
    counter.studio.press("F12")
    sale = last_sale(counter)
    assert (sale.account_id, sale.paid_minor) == ("anna", 9_990 + 2 * 5_000)


def test_the_next_scan_begins_a_new_receipt(counter: Counter) -> None:
    counter.log_in().studio.scan(MILK_CODE)
    counter.studio.press("F12")
    counter.studio.scan(BREAD_CODE)
    assert counter.on(PageName.SALE)
    assert [line.name for line in counter.shop.register.view().lines] == ["Хлеб ржаной"]


def test_f12_pressed_twice_in_a_hurry_sells_once(counter: Counter) -> None:
    counter.log_in().studio.scan(MILK_CODE)
    shell, register = counter.studio.till.shell, counter.shop.register
    shell.commit(register.pay_exact, counter.studio.till.sold)
    shell.commit(register.pay_exact, counter.studio.till.sold)
    counter.studio.settle()
    assert sales(counter) == 1


def test_cash_typed_before_f12_gives_change(counter: Counter) -> None:
    counter.log_in().studio.scan(MILK_CODE)
    counter.studio.type("200")
    counter.studio.press("F12")
    assert last_sale(counter).change_minor == 10_010
    assert any("100.10" in text for text in counter.texts())


@pytest.mark.parametrize(
    ("typed", "milli"),
    [pytest.param("3", 3_000, id="three"), pytest.param("12", 12_000, id="a dozen")],
)
def test_digits_before_f4_are_the_quantity(counter: Counter, typed: str, milli: int) -> None:
    counter.log_in().studio.scan(MILK_CODE)
    counter.studio.type(typed)
    counter.studio.press("F4")
    assert [line.qty_milli for line in counter.shop.register.view().lines] == [milli]


def test_f4_alone_asks_for_the_quantity(counter: Counter) -> None:
    counter.log_in().studio.scan(MILK_CODE)
    counter.studio.press("F4")
    counter.enter("5")
    assert counter.shop.register.view().lines[0].qty_milli == 5_000


def test_f8_deletes_the_chosen_line(counter: Counter) -> None:
    counter.log_in().studio.scan(MILK_CODE, BREAD_CODE)
    counter.studio.press("Up", "F8", "F8")
    assert [line.name for line in counter.shop.register.view().lines] == ["Хлеб ржаной"]
    assert "Молоко" in counter.banner


def test_goods_are_found_by_name_and_weighed_ones_ask_for_their_weight(counter: Counter) -> None:
    counter.log_in()
    counter.enter("ябл")
    counter.enter("1,286")
    line = counter.shop.register.view().lines[0]
    assert (line.name, line.qty_milli) == ("Яблоки", 1_286)


def test_an_unknown_barcode_becomes_a_line_with_a_price_and_an_approval(counter: Counter) -> None:
    counter.log_in().studio.scan("4600000000992")
    assert "4600000000992" in counter.banner
    counter.enter("149,90")
    assert counter.on(PageName.LOGIN)
    counter.enter("2222")
    assert counter.on(PageName.SALE)
    assert counter.shop.register.view().quote.payable_minor == 14_990
    counter.studio.press("F12")
    assert last_sale(counter).lines[0].approved_by == "s1"


def test_letters_that_are_nobodys_name_say_that_nothing_was_found(counter: Counter) -> None:
    counter.log_in()
    counter.enter("мрамор")
    assert counter.banner.startswith("Nothing is called “мрамор”.")
    counter.enter("149")
    assert counter.on(PageName.SALE)
    assert not counter.shop.register.view().lines, "no price is asked for a word"


def test_a_typed_barcode_that_nobody_knows_still_becomes_a_price(counter: Counter) -> None:
    counter.log_in()
    counter.enter("4600000000992")
    assert "Type the price" in counter.banner


def test_a_scanned_code_with_letters_is_a_barcode(counter: Counter) -> None:
    counter.log_in().studio.scan("AB-1234")
    assert "The code AB-1234 is not in the list of goods." in counter.banner


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        pytest.param("мрамор", "This is no phone number: 0 digits.", id="a word"),
        pytest.param("12345", "This is no phone number: 5 digits.", id="too short"),
        pytest.param("4600000000992", "does not know card **** 0992", id="no card of ours"),
    ],
)
def test_who_looks_for_a_customer_is_never_asked_for_a_price(counter: Counter, typed: str, said: str) -> None:
    counter.log_in().studio.press("F2")
    counter.enter(typed)
    assert said in counter.banner
    assert "Find the customer" in counter.texts(), "the question stays"


def test_a_wrong_pin_approves_nothing_and_says_so(counter: Counter) -> None:
    counter.log_in().studio.scan("4600000000992")
    counter.enter("149")
    counter.enter("9999")
    assert counter.on(PageName.LOGIN)
    assert counter.banner
    counter.studio.press("Esc")
    assert counter.on(PageName.SALE)
    assert not counter.shop.register.view().lines


def test_a_price_that_is_no_number_leaves_the_question_standing(counter: Counter) -> None:
    counter.log_in().studio.scan("4600000000992")
    counter.enter("1,2,3")
    assert "1,2,3" in counter.banner
    assert counter.on(PageName.SALE)


def test_a_coupon_that_nobody_knows_never_becomes_goods_with_a_price(counter: Counter) -> None:
    counter.log_in().studio.press("F6")
    counter.enter("ABC")
    assert "coupon" in counter.banner
    assert not any("Price" in text for text in counter.texts())
    counter.studio.press("Esc")
    assert not counter.shop.register.view().lines


def test_f12_without_goods_is_refused_with_a_sentence(counter: Counter) -> None:
    counter.log_in().studio.press("F12")
    assert counter.on(PageName.SALE)
    assert counter.banner
    assert not counter.paper.receipts


def test_cash_and_card_together_pay_one_receipt(counter: Counter) -> None:
    counter.log_in().studio.scan(COFFEE_CODE)
    counter.studio.press("Return")
    assert counter.on(PageName.PAYMENT)
    counter.studio.type("600")
    counter.studio.press("F10")
    assert counter.on(PageName.PAYMENT)
    counter.studio.press("F12")
    tenders = [(tender.kind, tender.amount_minor) for tender in last_sale(counter).tenders]
    assert sorted(tenders) == [(TenderKind.CARD, 60_000), (TenderKind.CASH, 40_000)]


def test_a_bank_card_never_gives_change(counter: Counter) -> None:
    counter.log_in().studio.scan(MILK_CODE)
    counter.studio.press("Return")
    counter.studio.type("500")
    counter.studio.press("F10")
    assert counter.on(PageName.PAYMENT)
    assert "400.10" in counter.banner
    assert sales(counter) == 0


def test_a_full_disk_says_so_and_keeps_the_receipt(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_drafts: object) -> None:
        raise StorageFull(path="journal.db")

    counter.log_in().studio.scan(MILK_CODE)
    monkeypatch.setattr(counter.shop.journal, "record", full)
    counter.studio.press("F12")
    assert counter.on(PageName.SALE)
    assert counter.banner
    assert len(counter.shop.register.view().lines) == 1


def test_nothing_can_be_scanned_before_somebody_logged_in(counter: Counter) -> None:
    counter.studio.scan(MILK_CODE)
    assert counter.on(PageName.LOGIN)
    assert not counter.shop.register.view().lines


def test_escape_closes_the_question_and_keeps_the_receipt(counter: Counter) -> None:
    counter.log_in().studio.scan(MILK_CODE)
    counter.studio.press("F2", "Esc")
    counter.studio.press("F12")
    assert sales(counter) == 1
