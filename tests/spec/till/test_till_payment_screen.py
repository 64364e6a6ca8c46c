"""The money on the counter, as the payment screen takes it; nothing of it needs a window."""

from collections.abc import Callable
from typing import Any, cast

import pytest

from loyalty_pos.core.problems import Problem, StorageFull
from loyalty_pos.core.sale import Sale, Tender, TenderKind
from loyalty_pos.ui.payment.presenter import PaymentPresenter, PaymentState
from tests.fakes.till import BREAD_CODE, FakeTill


class Counter:
    """The payment screen and the frame around it; a commit happens at once."""

    def __init__(self, till: FakeTill) -> None:
        self.register, self.world = till.register, till.world
        self.on_the_sale_page: list[str] = []
        self.shown: list[PaymentState] = []
        self.refused: list[str] = []
        self.sales: list[Sale] = []
        self.typed = ""
        everything = cast("Any", self)
        self.presenter = PaymentPresenter(everything, everything, everything, everything)
        self.presenter.begin()

    def show_payment(self, state: PaymentState) -> None:
        self.shown.append(state)

    def show_change(self, change_minor: int) -> None:
        assert change_minor >= 0

    def show_preview(self, receipt: object, _codes: object) -> None:
        assert receipt is None

    @property
    def codes(self) -> object:
        return None

    def typed_so_far(self) -> str:
        typed, self.typed = self.typed, ""
        return typed

    def refuse(self, problem: Problem) -> None:
        self.refused.append(problem.code)

    def hush(self) -> None:
        self.refused.clear()

    def commit(self, job: Callable[[], Any], done: Callable[[Any], object]) -> None:
        try:
            done(job())
        except Problem as problem:
            self.refuse(problem)

    def sold(self, done: Any) -> None:
        self.sales.append(done.sale)

    def sell(self, text: str = "") -> None:
        self.on_the_sale_page.append(text)


@pytest.mark.parametrize("key", ["F12", "F10"])
def test_after_a_full_disk_the_same_note_pays_again_at_one_key(till: FakeTill, key: str) -> None:
    till.register.scan(BREAD_CODE)
    counter = Counter(till)
    till.journal.fails.append(StorageFull("journal.db"))
    counter.typed = "100"
    counter.presenter.key("F12")
    assert counter.refused == ["storage_full"]

    counter.presenter.key(key)

    assert counter.refused == []
    assert [sale.tenders for sale in counter.sales] == [(Tender(TenderKind.CASH, 5_000),)]
    assert counter.sales[0].change_minor == 5_000


def test_a_certificate_that_must_wait_is_refused_here_and_money_goes_on(till: FakeTill) -> None:
    """R57: the page stays where the cashier is; goods still belong to the sale page."""
    till.register.scan(BREAD_CODE)
    counter = Counter(till)
    for number in range(20):
        counter.presenter.scanned(f"LPG1:NOBODY{number:06}")
    assert counter.refused == ["certificate_unknown"] * 20

    counter.presenter.scanned("LPG1:NOBODY000020")
    counter.typed = "NOBODY000021"
    counter.presenter.key("F6")

    assert counter.refused[20:] == ["too_many_unknown_vouchers"] * 2
    assert counter.on_the_sale_page == []
    counter.presenter.scanned(BREAD_CODE)
    assert counter.on_the_sale_page == [BREAD_CODE]
    counter.presenter.key("F12")
    assert len(counter.sales) == 1
