"""Goods from an age on are paid only after somebody looked; who is too young leaves without them, and it is written down."""

import pytest

from loyalty_pos.core.problems.selling import AgeNotChecked
from loyalty_pos.core.sale import Noted
from tests.fakes.till import BEER_CODE, MILK_CODE, FakeTill


def scan(till: FakeTill, *codes: str) -> FakeTill:
    for code in codes:
        till.register.scan(code)
    return till


def notes(till: FakeTill) -> list[tuple[str, str]]:
    return [(fact.what, fact.reason) for fact in till.journal.facts if isinstance(fact, Noted)][1:]


def test_milk_asks_for_nobodys_age(till: FakeTill) -> None:
    scan(till, MILK_CODE)
    assert till.register.ages.question() is None
    till.register.ages.confirm()
    till.register.pay_exact()
    assert notes(till) == []


def test_the_till_says_which_birthday_is_old_enough(till: FakeTill) -> None:
    question = scan(till, MILK_CODE, BEER_CODE).register.ages.question()
    today = till.clock.now().date()
    assert question is not None
    assert (question.name, question.age) == ("Пиво светлое", 18)
    assert question.born_by == today.replace(year=today.year - 18)


def test_nothing_is_paid_before_somebody_looked(till: FakeTill) -> None:
    scan(till, BEER_CODE)
    with pytest.raises(AgeNotChecked):
        till.register.pay_exact()
    till.register.ages.confirm()
    assert till.register.pay_exact().sale.paid_minor == 8_990
    assert notes(till) == [("age_checked", "18")]


def test_one_look_holds_for_the_receipt_and_not_for_the_next(till: FakeTill) -> None:
    scan(till, BEER_CODE).register.ages.confirm()
    scan(till, BEER_CODE, MILK_CODE)
    assert till.register.ages.question() is None
    till.register.pay_exact()
    assert scan(till, BEER_CODE).register.ages.question() is not None


def test_who_is_too_young_keeps_the_milk(till: FakeTill) -> None:
    scan(till, BEER_CODE, MILK_CODE, BEER_CODE)
    assert till.register.ages.refuse() == ("Пиво светлое",)
    assert [line.name for line in till.register.view().lines] == ["Молоко 3,2 %"]
    till.register.pay_exact()
    assert notes(till) == [("line_deleted", "age")]


def test_the_look_survives_parking_and_a_crash(till: FakeTill) -> None:
    scan(till, BEER_CODE).register.ages.confirm()
    till.register.park()
    text = till.world.desk.take_draft()
    assert text
    till.journal.save_draft(text)
    till.restart()
    till.register.restore()
    till.register.recall(till.register.parked()[0].sale_id)
    assert till.register.ages.question() is None


@pytest.mark.parametrize(("setting", "asks"), [("", True), ("yes", True), ("no", False), ("nonsense", True)])
def test_a_shop_may_have_the_age_looked_at_elsewhere(till: FakeTill, setting: str, *, asks: bool) -> None:
    till.settings.values["age_check"] = setting
    scan(till, BEER_CODE)
    assert (till.register.ages.question() is not None) is asks
    if not asks:
        assert till.register.pay_exact().sale.paid_minor == 8_990
        assert notes(till) == [], "nobody looked, and nothing says that somebody did"
