"""A receipt is set aside while the customer fetches something, and comes back as it was, also after the power was off."""

import pytest

from loyalty_pos.core.problems import EmptyReceipt, ReceiptUnfinished
from loyalty_pos.core.problems.selling import TooManyParked
from loyalty_pos.till.counter.ends import MOST_PARKED
from loyalty_pos.till.open_receipt import read_parked
from tests.fakes.till import ANNA_CARD, BORIS_CARD, BREAD_CODE, COFFEE_CODE, MILK_CODE, FakeTill


def save_draft(till: FakeTill) -> None:
    """Do once what the background worker does: keep the newest receipt."""
    text = till.world.desk.take_draft()
    if text is not None:
        till.journal.save_draft(text)


def scan(till: FakeTill, *codes: str) -> FakeTill:
    for code in codes:
        till.register.scan(code)
    return till


def names(till: FakeTill) -> list[str]:
    return [line.name for line in till.register.view().lines]


def test_another_customer_is_served_meanwhile(till: FakeTill) -> None:
    scan(till, ANNA_CARD, MILK_CODE, MILK_CODE).register.park()
    assert till.sell(BREAD_CODE).sale.paid_minor == 5_000
    (aside,) = till.register.parked()
    assert (aside.customer, aside.first, aside.lines, aside.due_minor) == (
        "Анна К.",
        "Молоко 3,2 %",
        1,
        19_980,
    )
    assert till.register.recall(aside.sale_id)
    done = till.register.pay_exact()
    assert (done.sale.account_id, done.sale.paid_minor, done.sale.sale_id) == ("anna", 19_980, aside.sale_id)
    assert till.register.parked() == ()


def test_what_was_set_aside_survives_a_crash_beside_the_open_receipt(till: FakeTill) -> None:
    scan(till, ANNA_CARD, MILK_CODE).register.park()
    scan(till, BORIS_CARD, COFFEE_CODE).register.park()
    scan(till, BREAD_CODE)
    save_draft(till)
    till.restart()
    assert till.register.restore()
    assert names(till) == ["Хлеб ржаной"]
    assert [one.customer for one in till.register.parked()] == ["Анна К.", "Борис Л."]


def test_it_survives_a_crash_where_nothing_else_is_open(till: FakeTill) -> None:
    scan(till, MILK_CODE).register.park()
    save_draft(till)
    till.restart()
    assert not till.register.restore()
    (aside,) = till.register.parked()
    assert till.register.recall(aside.sale_id)
    assert names(till) == ["Молоко 3,2 %"]


def test_a_sale_paid_just_before_the_crash_leaves_those_set_aside_where_they_are(till: FakeTill) -> None:
    scan(till, MILK_CODE).register.park()
    scan(till, BREAD_CODE)
    save_draft(till)
    till.register.pay_exact()
    till.restart()
    assert not till.register.restore(), "it was paid"
    assert [one.first for one in till.register.parked()] == ["Молоко 3,2 %"]


def test_points_promised_to_it_are_given_back_while_it_waits(till: FakeTill) -> None:
    till.holds.available = 500
    scan(till, ANNA_CARD, COFFEE_CODE).register.want_points(300)
    till.ask_centre()
    till.register.park()
    assert till.world.desk.take_releases(), "nobody waits for points that nobody spends"
    (aside,) = till.register.parked()
    till.register.recall(aside.sale_id)
    done = till.register.pay_exact()
    assert (done.sale.redeemed, done.sale.paid_minor) == (0, 100_000), "they are asked for anew or not at all"


def test_deleted_lines_stay_written_down(till: FakeTill) -> None:
    scan(till, MILK_CODE, BREAD_CODE).register.delete_line(2, "unwanted")
    till.register.park()
    till.register.recall(till.register.parked()[0].sale_id)
    till.register.pay_exact()
    assert till.journal.notes()[-2:] == ["line_deleted", "receipt_parked"]


def test_a_customer_who_stands_there_already_stays(till: FakeTill) -> None:
    scan(till, MILK_CODE).register.park()
    scan(till, ANNA_CARD).register.recall(till.register.parked()[0].sale_id)
    assert till.register.pay_exact().sale.account_id == "anna"


def test_the_customer_of_the_receipt_goes_before_who_stands_there(till: FakeTill) -> None:
    scan(till, BORIS_CARD, MILK_CODE).register.park()
    scan(till, ANNA_CARD).register.recall(till.register.parked()[0].sale_id)
    assert till.register.pay_exact().sale.account_id == "boris"


def test_nothing_comes_back_onto_goods_of_somebody_else(till: FakeTill) -> None:
    scan(till, MILK_CODE).register.park()
    scan(till, BREAD_CODE)
    with pytest.raises(ReceiptUnfinished):
        till.register.recall(till.register.parked()[0].sale_id)
    assert names(till) == ["Хлеб ржаной"]
    assert len(till.register.parked()) == 1


def test_an_empty_receipt_is_not_set_aside(till: FakeTill) -> None:
    with pytest.raises(EmptyReceipt):
        till.register.park()
    assert not till.register.recall("nobody's")


def test_there_are_no_more_of_them_than_keys(till: FakeTill) -> None:
    for _ in range(MOST_PARKED):
        scan(till, MILK_CODE).register.park()
    scan(till, BREAD_CODE)
    with pytest.raises(TooManyParked):
        till.register.park()
    assert names(till) == ["Хлеб ржаной"]


@pytest.mark.parametrize(
    "text", ["", "no json", "[1]", '{"version": 1, "parked": 7}', '{"version": 1, "parked": [{}]}']
)
def test_a_text_of_a_broken_program_stops_nobody(till: FakeTill, text: str) -> None:
    assert read_parked(text, till.goods, till.members) == ()
