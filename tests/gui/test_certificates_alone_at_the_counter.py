"""Certificates at the counter while the centre is away: the sentence, the row, the manager's word, and the centre asked behind."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from loyalty_pos.core.leases.rights import Right
from loyalty_pos.core.programme import CertificateSeries
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherState
from loyalty_pos.till.voucher_rights.port import VoucherRight
from loyalty_pos.ui.sale.basket_table import NAME, BasketTable
from tests.fakes.codes import GIFT
from tests.fakes.till import BREAD_CODE, COFFEE_CODE, FIVE_PERCENT, FakeTill
from tests.fakes.vouchers import printed
from tests.gui.conftest import Counter, window_on


class UpTo:
    """A till that may take so much of each certificate by itself."""

    def __init__(self, most_minor: int) -> None:
        self.most_minor = most_minor

    def right(self, voucher: Voucher, use_minor: int = 0, *, beside: int = 0) -> VoucherRight:  # noqa: ARG002 - the port's shape
        return VoucherRight(Right(0, min(self.most_minor, voucher.there)), 1)

    def weight(self, voucher: Voucher, floor: int, use_minor: int = 0) -> int:  # noqa: ARG002 - as above
        return floor // 100


def shop(most_minor: int, *, single_use: bool = False) -> FakeTill:
    series = CertificateSeries("gift", "Gift certificate", single_use=single_use)
    till = FakeTill(programme=replace(FIVE_PERCENT, certificates=(series,)))
    till.voucher_rights = UpTo(most_minor)
    till.restart()
    till.journal.lease_epoch = 1
    till.vouchers.tell(printed(state=VoucherState.ACTIVE, value_minor=100_000, rest_minor=100_000))
    return till


@pytest.fixture
def alone(qtbot: QtBot) -> Iterator[Counter]:  # noqa: ARG001 - it reports exceptions inside Qt's callbacks
    with window_on(shop(3_000)) as made:
        made.shop.holds.reached = False
        yield made.log_in()


@pytest.fixture
def whole(qtbot: QtBot) -> Iterator[Counter]:  # noqa: ARG001 - as above
    with window_on(shop(100_000, single_use=True)) as made:
        made.shop.holds.reached = False
        yield made.log_in()


def note(counter: Counter) -> str:
    """What stands below the name in the last row."""
    (table,) = counter.studio.till.window.findChildren(BasketTable)
    model = table.model()
    return str(model.index(model.rowCount() - 1, NAME).data(Qt.ItemDataRole.UserRole))


def test_the_cashier_gets_the_sentence_and_the_row_says_what_is_safe(alone: Counter) -> None:
    alone.studio.scan(BREAD_CODE, GIFT)
    assert "today up to ₽30.00" in alone.banner
    assert note(alone) == "today up to 30.00, safe on it 970.00"
    alone.studio.press("F12")
    [sale] = alone.shop.journal.last_sales(1)
    assert (sale.certificate_minor, sale.promised[0].by_floor) == (3_000, 3_000)


def test_on_the_payment_page_the_centre_is_asked_too(alone: Counter) -> None:
    alone.shop.holds.reached = True
    alone.studio.scan(COFFEE_CODE)
    alone.studio.press("Return")
    alone.studio.scan(GIFT)
    assert alone.shop.register.view().quote.payable_minor == 0, "all of it pays once the centre has answered"


def test_a_whole_certificate_waits_for_a_managers_pin(whole: Counter) -> None:
    whole.studio.scan(BREAD_CODE, GIFT)
    assert note(whole) == "no connection: scan it again, a manager decides"
    whole.studio.scan(GIFT)
    whole.studio.type("3333")
    whole.studio.press("Return")
    assert whole.shop.register.view().quote.payable_minor == 0
    whole.studio.press("F12")
    [sale] = whole.shop.journal.last_sales(1)
    assert sale.promised[0].by_floor == 100_000
