"""R57, T8: whoever tries numbers of cards is stopped after so many an hour, over a restart and without the centre; the shop sells on."""

import pytest

from loyalty_pos.core.cards import own_card
from loyalty_pos.core.member import CardState, Member
from loyalty_pos.core.problems import UnknownCard
from loyalty_pos.core.problems.selling import TooManyUnknownCards
from loyalty_pos.core.sale import Noted
from loyalty_pos.till.receipt_state import LineAdded, MemberAttached, Refused
from tests.fakes.till import ANNA_CARD, ANNA_PHONE, COFFEE_CODE, FakeTill


def tried(till: FakeTill, count: int, first: int = 0) -> list[type]:
    """Scan numbers that nobody has; return what was said to each."""
    said = []
    for number in range(first, first + count):
        outcome = till.register.scan(own_card(f"7{number:012}"))
        assert isinstance(outcome, Refused)
        said.append(type(outcome.problem))
    return said


def waits(till: FakeTill, text: str = ANNA_CARD) -> int:
    """Return for how many minutes a card is refused, 0 = it is read."""
    outcome = till.register.scan(text)
    if isinstance(outcome, Refused):
        assert isinstance(outcome.problem, TooManyUnknownCards)
        return outcome.problem.wait_min
    return 0


def told(till: FakeTill) -> list[tuple[str, str]]:
    notes = (fact for fact in till.journal.facts if isinstance(fact, Noted))
    return [(note.cashier_id, note.subject) for note in notes if note.what == "unknown_cards"]


@pytest.fixture
def alone(till: FakeTill) -> FakeTill:
    till.holds.reached = False
    return till


def test_the_twenty_first_number_is_not_looked_up(alone: FakeTill) -> None:
    assert tried(alone, 22) == [UnknownCard] * 20 + [TooManyUnknownCards] * 2
    assert waits(alone) > 0, "nor is one that somebody has: a hit would be what they look for"
    assert told(alone) == [("c1", "20")], "told once"


def test_goods_phones_and_payment_go_on(alone: FakeTill) -> None:
    tried(alone, 20)
    assert isinstance(alone.register.scan(COFFEE_CODE), LineAdded)
    assert isinstance(alone.register.scan(ANNA_PHONE), MemberAttached)
    assert alone.register.pay_exact().sale.accrued == 50


def test_pulling_the_plug_forgives_nothing(alone: FakeTill) -> None:
    tried(alone, 20)
    alone.restart()
    alone.staff.log_in("1111")
    assert waits(alone) > 0


def test_an_hour_later_cards_are_read_again(alone: FakeTill) -> None:
    tried(alone, 20)
    left = waits(alone)
    assert 0 < left <= 120
    alone.clock.pass_time(minutes=left)
    assert waits(alone) == 0


def test_a_few_an_hour_never_stop_anybody(alone: FakeTill) -> None:
    for hour in range(12):
        assert tried(alone, 9, first=hour * 9) == [UnknownCard] * 9
        alone.clock.pass_time(minutes=60)
    assert told(alone) == []


def test_a_senior_is_counted_and_not_stopped(alone: FakeTill) -> None:
    tried(alone, 20)
    alone.staff.log_out()
    alone.staff.log_in("2222")
    assert waits(alone) == 0


def test_the_shop_sets_how_many(alone: FakeTill) -> None:
    alone.settings.values |= {"unknown_cards_till": "0", "unknown_cards_cashier": "3"}
    assert tried(alone, 4) == [UnknownCard] * 3 + [TooManyUnknownCards]
    alone.settings.values |= {"unknown_cards_cashier": "0"}
    assert tried(alone, 30, first=10) == [UnknownCard] * 30


def test_a_card_that_lies_in_its_pack_is_no_guess(alone: FakeTill) -> None:
    blank = Member("blank", "0001", CardState.NONACTIVE)
    alone.members.add(blank, own_card("9000000000001"))
    for _ in range(21):
        alone.register.scan(own_card("9000000000001"))
    assert waits(alone) == 0


def test_a_balance_is_no_way_around(alone: FakeTill) -> None:
    for number in range(20):
        assert alone.enquiry.find(own_card(f"8{number:012}")) == []
    with pytest.raises(TooManyUnknownCards):
        alone.enquiry.find(ANNA_CARD)
