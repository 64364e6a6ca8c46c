"""The page of returns: a receipt is found by what a customer remembers, an exchange is counted together, no receipt needs a manager."""

from typing import TypeVar

from loyalty_pos.core.receipt import Pair, Text
from loyalty_pos.core.sale import CashMoved, Noted, Return
from loyalty_pos.ui.shell.state import PageName
from tests.fakes.till import ANNA_CARD, BREAD_CODE, COFFEE_CODE, MILK_CODE
from tests.gui.conftest import Counter

T = TypeVar("T")


def sold(counter: Counter, *codes: str) -> None:
    counter.studio.scan(*codes)
    counter.studio.press("F12", "F12")


def facts(counter: Counter, kind: type[T]) -> list[T]:
    return [fact for fact in counter.shop.journal.facts if isinstance(fact, kind)]


def sees(counter: Counter, text: str) -> bool:
    return any(text in one.replace("\N{NO-BREAK SPACE}", " ") for one in counter.texts())


def test_a_receipt_is_found_by_number_sum_and_day_and_the_customers_card(counter: Counter) -> None:
    counter.log_in("3333")
    sold(counter, MILK_CODE)
    sold(counter, ANNA_CARD, COFFEE_CODE)
    sold(counter, BREAD_CODE)
    milk = counter.shop.journal.last_sales(3)[2]
    day = counter.shop.clock.now().strftime("%d.%m")
    for typed, said in ((str(milk.number), "99.90"), ("99,90", "99.90"), (f"{day} 1000", "1,000.00")):
        counter.studio.press("Ctrl+R")
        counter.enter(typed)
        assert sees(counter, f"Receipt {milk.number}" if said == "99.90" else "Receipt"), typed
        assert sees(counter, said), typed
        counter.studio.press("Esc", "Esc")
    counter.studio.press("Ctrl+R")
    counter.studio.scan(ANNA_CARD)
    assert sees(counter, "1,000.00"), "the only receipt of this customer opens"


def test_several_receipts_that_fit_are_a_list_and_nothing_that_fits_is_said(counter: Counter) -> None:
    counter.log_in("3333")
    sold(counter, MILK_CODE)
    sold(counter, MILK_CODE)
    sold(counter, BREAD_CODE)
    counter.studio.press("Ctrl+R")
    counter.enter("99,90")
    assert sees(counter, "These receipts fit")
    counter.studio.press("Esc")
    counter.enter("12,34")
    assert counter.banner
    assert counter.on(PageName.RETURN)


def test_each_line_says_what_it_gives_back_before_it_happens(counter: Counter) -> None:
    counter.log_in("3333")
    counter.studio.scan(ANNA_CARD, COFFEE_CODE, MILK_CODE)
    counter.studio.press("F5")
    counter.studio.settle(lambda: counter.shop.register.view().quote.redeemed > 0)
    counter.studio.press("F12", "F12", "Ctrl+R", "Return")
    sale = counter.shop.journal.last_sales(1)[0]
    line = sale.lines[0]
    assert line.points
    assert sees(counter, f"→ ₽{line.paid_minor // 100}.{line.paid_minor % 100:02} + {line.points} points")
    assert not facts(counter, Return)


def test_an_exchange_is_a_return_and_a_sale_and_the_difference_is_said(counter: Counter) -> None:
    counter.log_in("3333")
    sold(counter, MILK_CODE)
    counter.studio.press("Ctrl+R", "Return", "F5")
    assert counter.on(PageName.SALE)
    assert [one.paid_minor for one in facts(counter, Return)] == [9_990]
    assert sees(counter, "Exchange: give the customer ₽99.90")
    counter.studio.scan(COFFEE_CODE)
    counter.studio.settle(lambda: sees(counter, "Exchange: the customer pays ₽900.10 more"))
    counter.studio.press("F12")
    counter.studio.settle(lambda: sees(counter, "new goods for ₽1,000.00 are paid"))
    counter.studio.press("F12")
    counter.studio.scan(BREAD_CODE)
    counter.studio.settle(lambda: not sees(counter, "Exchange:"))


def test_goods_without_a_receipt_come_back_only_on_a_managers_word_in_cash_and_in_the_books(
    counter: Counter,
) -> None:
    counter.log_in()
    sold(counter, COFFEE_CODE)
    counter.studio.press("Ctrl+R", "F2")
    counter.studio.scan(MILK_CODE, BREAD_CODE, MILK_CODE)
    assert sees(counter, "₽249.80")
    counter.studio.press("F12")
    assert counter.on(PageName.LOGIN)
    counter.enter("3333")
    assert counter.on(PageName.SALE)
    assert [(one.amount_minor, one.approved_by) for one in facts(counter, CashMoved)] == [(-24_980, "m1")]
    note = facts(counter, Noted)[-1]
    assert (note.what, note.subject) == ("goods_without_receipt", "1001*2000, 1002*1000")
    assert (note.amount_minor, note.approved_by) == (24_980, "m1")
    paper = counter.paper.receipts[-1]
    assert paper.open_drawer
    texts = [block.text for block in paper.blocks if isinstance(block, Text)]
    assert "Возврат без чека" in texts
    pairs = [block.left for block in paper.blocks if isinstance(block, Pair)]
    assert "К ВОЗВРАТУ" in pairs


def test_without_a_receipt_a_quantity_is_changed_goods_are_taken_out_and_a_receipt_has_no_place(
    counter: Counter,
) -> None:
    counter.log_in("3333")
    sold(counter, COFFEE_CODE)
    counter.studio.press("Ctrl+R", "F2")
    counter.studio.scan(MILK_CODE, BREAD_CODE)
    counter.enter("3")
    assert sees(counter, "₽249.90")
    counter.studio.press("Return")
    assert sees(counter, "₽99.90")
    counter.studio.scan(f"LPR1:{counter.shop.journal.last_sales(1)[0].code}")
    assert counter.banner
    counter.studio.press("F6", "F12")
    assert counter.banner, "nothing was scanned"
    assert not facts(counter, CashMoved)


def test_more_money_than_lies_in_the_drawer_is_not_given_back_without_a_receipt(counter: Counter) -> None:
    counter.log_in("3333")
    counter.studio.press("Ctrl+R", "F2")
    counter.studio.scan(COFFEE_CODE)
    counter.studio.press("F12")
    assert counter.banner
    assert not facts(counter, CashMoved)
