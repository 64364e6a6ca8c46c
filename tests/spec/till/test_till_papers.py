"""What stands on a receipt: every sum, nothing personal, one QR, the words of the shop's language."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from loyalty_pos.core import scan
from loyalty_pos.core.dates import micros
from loyalty_pos.core.member import CardState, Member
from loyalty_pos.core.programme import Accrual, AfterMonths, InDays, Programme, RateEarn
from loyalty_pos.core.receipt import Pair, Qr, Receipt, Text
from loyalty_pos.core.receipt_proof.paper import read_proof
from loyalty_pos.core.sale import Tender, TenderKind
from loyalty_pos.till.papers.paper import paper_of
from loyalty_pos.till.papers.receipts import Extras, sale_receipt
from loyalty_pos.till.receipt_code import is_receipt_code, receipt_code, spaced
from loyalty_pos.till.staff import Permission
from loyalty_pos.till.world import OWN_NUMBERS
from tests.fakes.shop import PlainSettings
from tests.fakes.till import (
    ANNA_CARD,
    BORIS_CARD,
    COFFEE,
    COFFEE_CODE,
    MILK,
    MILK_CODE,
    TOBACCO_CODE,
    FakeTill,
)

NBSP = "\u00a0"


def pairs(receipt: Receipt) -> dict[str, str]:
    """Return what stands left -> right, spaces made plain."""
    return {
        block.left.strip().replace(NBSP, " "): block.right.replace(NBSP, " ")
        for block in receipt.blocks
        if isinstance(block, Pair)
    }


def texts(receipt: Receipt) -> list[str]:
    return [block.text for block in receipt.blocks if isinstance(block, Text)]


@pytest.fixture
def shop() -> FakeTill:
    settings = PlainSettings(
        {
            "shop_name": "Лавка",
            "shop_address": "Тула, 1",
            "shop_tax_number": "7100000000",
            "receipt_footer": "До встречи",
        }
    )
    return FakeTill(settings=settings).open()


def test_the_head_names_shop_till_shift_and_cashier(shop: FakeTill) -> None:
    receipt = shop.sell(MILK_CODE).receipt
    assert texts(receipt)[:4] == ["Лавка", "Тула, 1", "ИНН 7100000000", "ПРОДАЖА"]
    assert pairs(receipt)["Касса 1"] == "20.11.2026 10:00"
    assert pairs(receipt)["Кассир Мария К."] == "Чек 1"
    assert texts(receipt)[-1] == "До встречи"


def test_a_discount_stands_on_its_line_and_the_saving_below(shop: FakeTill) -> None:
    shop.register.scan(BORIS_CARD)
    receipt = shop.sell(MILK_CODE).receipt
    found = pairs(receipt)
    assert found["1 x 99,90 ₽"] == "99,90 ₽"
    assert found["скидка"] == "−9,99 ₽"
    assert (found["Сумма без скидок"], found["Ваша экономия"], found["ИТОГО"]) == (
        "99,90 ₽",
        "−9,99 ₽",
        "89,91 ₽",
    )


def test_cash_is_shown_as_it_was_handed_over(shop: FakeTill) -> None:
    shop.register.scan(MILK_CODE)
    receipt = shop.register.pay([Tender(TenderKind.CARD, 4_000), Tender(TenderKind.CASH, 10_000)]).receipt
    assert (pairs(receipt)["Наличными"], pairs(receipt)["Картой"], pairs(receipt)["Сдача"]) == (
        "100,00 ₽",
        "40,00 ₽",
        "40,10 ₽",
    )


def test_vat_is_taken_once_a_rate(shop: FakeTill) -> None:
    shop.register.add_article("1001", 3000)
    receipt = shop.sell(COFFEE_CODE).receipt
    assert pairs(receipt)["в т. ч. НДС 22 %"] == "180,33 ₽"
    assert pairs(receipt)["в т. ч. НДС 10 %"] == "27,25 ₽"


def test_points_both_ways_and_the_balance(shop: FakeTill) -> None:
    shop.register.scan(ANNA_CARD)
    shop.register.scan(COFFEE_CODE)
    shop.holds.available = 500
    shop.register.want_points(300)
    shop.ask_centre()
    found = pairs(shop.register.pay_exact().receipt)
    assert (found["Списано баллов"], found["Начислено баллов"], found["Баланс баллов"]) == (
        "−300",
        "+35",
        "235",
    )
    assert (found["баллами"], found["Оплачено баллами"]) == ("−300,00 ₽", "−300,00 ₽")
    assert found["К сгоранию 19.01.2027"] == "200"


def test_a_card_is_shown_by_its_end_only(shop: FakeTill) -> None:
    shop.register.scan(ANNA_CARD)
    receipt = shop.sell(MILK_CODE).receipt
    assert pairs(receipt)["Карта"] == f"**** {ANNA_CARD[-4:]}"
    assert ANNA_CARD not in str(receipt)


def test_one_qr_with_the_code_that_is_printed_below_it(shop: FakeTill) -> None:
    done = shop.sell(MILK_CODE)
    (code,) = [block.data for block in done.receipt.blocks if isinstance(block, Qr)]
    read = scan.read(code, OWN_NUMBERS)
    assert isinstance(read, scan.ReceiptCode)
    assert (read.code, read_proof(read.code, read.proof).sale.sale_id) == (done.sale.code, done.sale.sale_id)
    assert spaced(done.sale.code) in texts(done.receipt)


def test_a_line_that_does_not_divide_evenly_is_explained(shop: FakeTill) -> None:
    shop.register.scan(BORIS_CARD)
    shop.register.add_article("1001", 3000)  # 299.70 - 29.97 = 269.73 = 3 x 89.91
    assert not any(block.left.startswith("  =") for block in _pair_blocks(shop.register.pay_exact().receipt))
    shop.register.scan(ANNA_CARD)
    shop.register.add_article("1001", 3000)
    shop.holds.available = 1
    shop.register.want_points(1)
    shop.ask_centre()
    receipt = shop.register.pay_exact().receipt
    assert [
        block.left.strip().replace(NBSP, " ")
        for block in _pair_blocks(receipt)
        if block.left.startswith("  =")
    ] == [
        "= 2 x 99,57 ₽",
        "= 1 x 99,56 ₽",
    ]


def test_points_that_wait_say_until_when() -> None:
    later = Programme(
        id="later",
        names=(("ru", "Через две недели"),),
        accrual=Accrual(RateEarn(500), activation=InDays(14), expiry=AfterMonths(6)),
    )
    shop = FakeTill(later).open()
    shop.register.scan(BORIS_CARD)
    done = shop.sell(COFFEE_CODE)
    assert "  можно тратить с 04.12.2026" in texts(done.receipt)
    assert (pairs(done.receipt)["Баланс баллов"], pairs(done.receipt)["В ожидании до 04.12.2026"]) == (
        "0",
        "50",
    )
    assert done.sale.activate_at_us == micros(datetime(2026, 12, 3, 21, tzinfo=UTC))
    assert done.sale.expire_at_us == micros(datetime(2027, 6, 3, 21, tzinfo=UTC))


def test_owed_points_stand_on_the_receipt(shop: FakeTill) -> None:
    shop.members.accounts["boris"] = replace(shop.members.accounts["boris"], debt=130)
    shop.register.scan(BORIS_CARD)
    found = pairs(shop.sell(TOBACCO_CODE).receipt)
    assert (found["Долг по баллам"], found["Баланс баллов"]) == ("130", "−130")


def test_goods_without_vat_say_so(shop: FakeTill) -> None:
    shop.goods.barcodes[MILK_CODE] = replace(MILK, vat_bp=-1)
    shop.goods.barcodes[COFFEE_CODE] = replace(COFFEE, vat_bp=0)
    found = pairs(shop.sell(MILK_CODE, COFFEE_CODE).receipt)
    assert (found["Без НДС"], found["в т. ч. НДС 0 %"]) == ("99,90 ₽", "0,00 ₽")


def test_a_typed_price_is_marked_on_the_paper(shop: FakeTill) -> None:
    shop.register.add_by_price("46", "Сыр", 45_000, shop.staff.approve("2222", Permission.APPROVE_PRICE))
    assert "  цена подтверждена" in texts(shop.register.pay_exact().receipt)


def test_an_account_without_a_card_earns_without_a_card_line(shop: FakeTill) -> None:
    shop.register.attach(shop.members.add(Member("phone only", "", CardState.ACTIVE)))
    receipt = shop.sell(TOBACCO_CODE).receipt
    assert "Карта" not in pairs(receipt)
    assert "Начислено баллов" not in pairs(receipt)


def test_a_shop_that_wants_no_foot_has_none(shop: FakeTill) -> None:
    shop.settings.values["receipt_footer"] = ""
    receipt = shop.sell(MILK_CODE).receipt
    assert texts(receipt)[-1] == spaced(shop.journal.last_sales(1)[0].code)


def _pair_blocks(receipt: Receipt) -> list[Pair]:
    return [block for block in receipt.blocks if isinstance(block, Pair)]


def test_the_same_receipt_in_english() -> None:
    shop = FakeTill(language="en").open()
    shop.register.scan(ANNA_CARD)
    receipt = shop.sell(COFFEE_CODE).receipt
    assert "SALE" in texts(receipt)
    assert (pairs(receipt)["TOTAL"], pairs(receipt)["incl. VAT 22%"]) == ("₽1,000.00", "₽180.33")
    assert pairs(receipt)["Points earned"] == "+50"


def test_a_fiscal_sign_is_printed_where_there_is_one(shop: FakeTill) -> None:
    sale = shop.sell(MILK_CODE).sale
    paper = paper_of(shop.world, "c1")
    signed, plain = sale_receipt(sale, paper, Extras(fiscal_sign="123456")), sale_receipt(sale, paper)
    assert pairs(signed)["ФП"] == "123456"
    assert "Нефискальный документ" not in texts(signed)
    assert "ФП" not in pairs(plain)
    assert "Нефискальный документ" in texts(plain), "never taken for the receipt of a fiscal device"


def test_a_cashier_who_left_is_named_by_number(shop: FakeTill) -> None:
    sale = shop.sell(MILK_CODE).sale
    assert "Кассир c99" in pairs(sale_receipt(sale, paper_of(shop.world, "c99")))


def test_a_copy_and_its_receipt_have_the_same_key(shop: FakeTill) -> None:
    done = shop.sell(MILK_CODE)
    assert shop.enquiry.reprint(done.sale).key == done.receipt.key == done.sale.sale_id


# --- the code -----------------------------------------------------------------------------------------


def test_codes_of_a_thousand_receipts_differ(shop: FakeTill) -> None:
    codes = {receipt_code("till-1", shop.clock.new_id()) for _ in range(500)}
    shop.clock.pass_time(milliseconds=1)
    codes |= {receipt_code("till-1", shop.clock.new_id()) for _ in range(500)}
    assert len(codes) == 1000
    assert all(is_receipt_code(code) for code in codes)


def test_two_tills_in_the_same_millisecond_give_other_codes(shop: FakeTill) -> None:
    document = shop.clock.new_id()
    assert receipt_code("till-1", document)[:4] != receipt_code("till-2", document)[:4]


@pytest.mark.parametrize("position", range(20))
def test_one_wrong_digit_is_noticed(shop: FakeTill, position: int) -> None:
    code = receipt_code("till-1", shop.clock.new_id())
    wrong = code[:position] + str((int(code[position]) + 1) % 10) + code[position + 1 :]
    assert not is_receipt_code(wrong)


@pytest.mark.parametrize("text", ["", "1" * 19, "1" * 21, "١" * 20, "a" * 20])
def test_other_texts_are_no_codes(text: str) -> None:
    assert not is_receipt_code(text)
