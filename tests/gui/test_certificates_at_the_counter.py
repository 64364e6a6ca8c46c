"""Gift certificates on the screens: sold for a typed sum, laid down to pay wherever they are scanned, taken off with F8."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from loyalty_pos.core.programme import CertificateSeries, Redemption
from loyalty_pos.core.sale import TenderKind
from loyalty_pos.core.vouchers.voucher import VoucherState
from loyalty_pos.ui.sale.basket_table import NAME, SUM, BasketTable
from tests.fakes.codes import GIFT, key_of
from tests.fakes.till import ANNA_CARD, BREAD_CODE, COFFEE_CODE, FIVE_PERCENT, FakeTill
from tests.fakes.vouchers import printed
from tests.gui.conftest import Counter, window_on

GIFTS = CertificateSeries("gift", "Gift certificate", values_minor=(100_000, 300_000))


@pytest.fixture
def counter(qtbot: QtBot) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    """A window on a shop that sells certificates of 1 000 and 3 000."""
    with window_on(FakeTill(programme=replace(FIVE_PERCENT, certificates=(GIFTS,)))) as made:
        yield made.log_in()


@pytest.fixture
def careful(qtbot: QtBot) -> Iterator[Counter]:  # noqa: ARG001 - as above
    """A window on a shop where 100 points and more need the customer's word."""
    programme = replace(FIVE_PERCENT, redemption=Redemption(confirm_from=100))
    with window_on(FakeTill(programme=programme)) as made:
        yield made.log_in()


def active(counter: Counter, rest_minor: int = 100_000) -> None:
    told = printed(state=VoucherState.ACTIVE, value_minor=100_000, rest_minor=rest_minor)
    counter.shop.vouchers.tell(told)


def rows(counter: Counter) -> list[tuple[str, str, str]]:
    """Return the names in the basket with their notes and sums."""
    (table,) = counter.studio.till.window.findChildren(BasketTable)
    model = table.model()
    found = []
    for number in range(model.rowCount()):
        name, total = model.index(number, NAME), model.index(number, SUM)
        found.append((str(name.data()), str(name.data(Qt.ItemDataRole.UserRole)), str(total.data())))
    return found


def payable(counter: Counter) -> int:
    return counter.shop.register.view().quote.payable_minor


def last_tenders(counter: Counter) -> list[tuple[TenderKind, int]]:
    [sale] = counter.shop.journal.last_sales(1)
    return [(tender.kind, tender.amount_minor) for tender in sale.tenders]


def test_a_printed_certificate_asks_its_value_and_is_sold(counter: Counter) -> None:
    counter.shop.vouchers.tell(printed())
    counter.studio.scan(GIFT)
    assert "How much is the certificate?" in counter.texts()
    counter.enter("2000")
    assert counter.banner.startswith("A certificate of this kind is not sold for")
    counter.studio.press(*["Backspace"] * 4)
    counter.enter("3000")
    assert rows(counter) == [("Gift certificate", "certificate **** MNPQ, an advance", "3,000.00")]
    counter.studio.press("F12")
    assert last_tenders(counter) == [(TenderKind.CASH, 300_000)]


@pytest.mark.parametrize("way", ["scan", "F6", "typed like goods"])
def test_a_certificate_lies_on_the_receipt_however_its_code_came(counter: Counter, way: str) -> None:
    active(counter, 27_000)
    counter.studio.scan(COFFEE_CODE)
    if way == "F6":
        counter.studio.press("F6")
    if way == "scan":
        counter.studio.scan("LPG1:" + GIFT.replace("-", ""))
    else:
        counter.enter(GIFT.lower())
    assert rows(counter)[1] == ("Certificate **** MNPQ", "left on it 0.00", "−270.00")
    assert payable(counter) == 73_000


def test_f8_takes_the_certificate_that_was_just_laid_down_off_again(counter: Counter) -> None:
    active(counter)
    counter.studio.scan(BREAD_CODE, GIFT)
    counter.studio.press("F8")
    assert [name for name, _, _ in rows(counter)] == ["Хлеб ржаной"]
    assert payable(counter) == 5_000


def test_a_certificate_scanned_on_the_payment_screen_pays_there(counter: Counter) -> None:
    active(counter, 27_000)
    counter.studio.scan(COFFEE_CODE)
    counter.studio.press("Return")
    counter.studio.scan(GIFT)
    assert "Certificate **** MNPQ, left ₽0.00" in counter.texts()
    assert "₽730.00" in counter.texts()
    counter.studio.press("F10")
    assert last_tenders(counter) == [(TenderKind.CERTIFICATE, 27_000), (TenderKind.CARD, 73_000)]


def test_a_code_typed_on_the_payment_screen_pays_with_f6(counter: Counter) -> None:
    active(counter)
    counter.studio.scan(BREAD_CODE)
    counter.studio.press("Return")
    counter.studio.type(GIFT)
    counter.studio.press("F6", "F12")
    assert last_tenders(counter) == [(TenderKind.CERTIFICATE, 5_000)]


def test_esc_on_the_payment_screen_takes_the_certificate_off_first(counter: Counter) -> None:
    active(counter)
    counter.studio.scan(BREAD_CODE)
    counter.studio.press("Return")
    counter.studio.scan(GIFT)
    counter.studio.press("Esc")
    assert payable(counter) == 5_000
    assert "By bank card" in counter.texts()


def test_an_unknown_code_on_the_payment_screen_says_what_to_do(counter: Counter) -> None:
    counter.studio.scan(BREAD_CODE)
    counter.studio.press("Return")
    counter.studio.scan("LPG1:" + GIFT.replace("-", ""))
    assert counter.banner.startswith("This till does not know the certificate **** MNPQ.")
    assert payable(counter) == 5_000


def test_goods_scanned_on_the_payment_screen_go_to_the_receipt(counter: Counter) -> None:
    counter.studio.scan(BREAD_CODE)
    counter.studio.press("Return")
    counter.studio.scan(COFFEE_CODE)
    assert len(rows(counter)) == 2


def test_the_receipt_that_a_certificate_pays_wholly_is_one_key(counter: Counter) -> None:
    active(counter)
    counter.studio.scan(BREAD_CODE, GIFT)
    counter.studio.press("F12")
    assert last_tenders(counter) == [(TenderKind.CERTIFICATE, 5_000)]
    left = counter.shop.vouchers.by_key(key_of())
    assert left is not None
    assert left.rest_minor == 95_000


def test_many_points_need_the_customers_word(careful: Counter) -> None:
    careful.studio.scan(ANNA_CARD, COFFEE_CODE)
    careful.studio.press("F5")
    assert "Does the customer agree?" in careful.texts()
    assert careful.shop.register.view().redemption.wanted == 0
    careful.studio.press("Return")
    assert careful.shop.register.view().redemption.wanted == 500


def test_the_customer_may_say_no_or_fewer(careful: Counter) -> None:
    careful.studio.scan(ANNA_CARD, COFFEE_CODE)
    careful.studio.press("F5", "Esc")
    assert careful.shop.register.view().redemption.wanted == 0
    careful.studio.press("F5")
    careful.enter("150")
    assert careful.shop.register.view().redemption.wanted == 150


def test_few_points_are_not_asked_about(careful: Counter) -> None:
    careful.studio.scan(ANNA_CARD, COFFEE_CODE)
    careful.studio.type("99")
    careful.studio.press("F5")
    assert careful.shop.register.view().redemption.wanted == 99
