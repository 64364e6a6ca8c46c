"""T1: so many receipts of a card earn in a day; the one behind them says so on the paper and at F1, with the line cut too."""

from dataclasses import replace

import pytest

from loyalty_pos.core.programme.periods import Limit, Spell
from loyalty_pos.core.receipt import Receipt, Text
from loyalty_pos.till.wording import step_text
from tests.fakes.till import ANNA_CARD, COFFEE_CODE, FIVE_PERCENT, FakeTill


@pytest.fixture
def limited() -> FakeTill:
    """A till whose programme lets three receipts of a card earn in a day; nobody answers."""
    assert FIVE_PERCENT.accrual is not None
    accrual = replace(FIVE_PERCENT.accrual, limits=(Limit(Spell.DAY, receipts=3),))
    till = FakeTill(programme=replace(FIVE_PERCENT, accrual=accrual)).open()
    till.holds.reached = False
    return till


def said(paper: Receipt) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Text) and "баллов нет" in block.text]


WHY = "За этот чек баллов нет: за день они даются не больше чем за 3 чека"


def test_the_fourth_receipt_of_a_day_earns_nothing_and_says_why(limited: FakeTill) -> None:
    done = [limited.sell(ANNA_CARD, COFFEE_CODE) for _ in range(4)]
    assert [one.sale.accrued for one in done] == [50, 50, 50, 0]
    assert [said(one.receipt) for one in done] == [[], [], [], [WHY]]


def test_the_cashier_reads_it_before_paying(limited: FakeTill) -> None:
    for _ in range(3):
        limited.sell(ANNA_CARD, COFFEE_CODE)
    limited.register.scan(ANNA_CARD)
    limited.register.scan(COFFEE_CODE)
    told = [step_text(step, "ru") for step in limited.register.view().quote.trace]
    assert WHY in told
    assert said(limited.register.preview()) == [WHY]


def test_the_next_day_earns_again(limited: FakeTill) -> None:
    for _ in range(3):
        limited.sell(ANNA_CARD, COFFEE_CODE)
    limited.clock.pass_time(days=1)
    done = limited.sell(ANNA_CARD, COFFEE_CODE)
    assert (done.sale.accrued, said(done.receipt)) == (50, [])


def test_after_the_program_was_ended_it_goes_on_counting(limited: FakeTill) -> None:
    for _ in range(3):
        limited.sell(ANNA_CARD, COFFEE_CODE)
    limited.restart()
    limited.staff.log_in("1111")
    assert limited.sell(ANNA_CARD, COFFEE_CODE).sale.accrued == 0


def test_a_customer_without_a_card_is_told_nothing(limited: FakeTill) -> None:
    assert said(limited.sell(COFFEE_CODE).receipt) == []
