"""Who was found by a name or last digits has shown nothing: points are spent when a card, a code or a phone is there."""

from dataclasses import replace

import pytest

from loyalty_pos.core.member import Identified, Member
from loyalty_pos.core.problems import RedeemByPhoneRefused
from loyalty_pos.core.problems.selling import RedeemByNameRefused
from loyalty_pos.till.office.finding import find_by_phone, find_online
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_state import RedemptionState
from loyalty_pos.till.wording import sentence
from loyalty_pos.wire.messages import AccountQuery, AccountView, Found
from tests.fakes.till import ANNA_CARD, ANNA_PHONE, COFFEE_CODE, FakeTill


class Centre:
    """A centre that finds Anna, of whom this till has a row, and Vera, of whom it has none."""

    def find(self, ask: AccountQuery) -> Found | None:
        return Found([_view("anna") if ask.text != "vera" else _view("vera")])


def _view(account_id: str) -> AccountView:
    lots = [(500, 0, 0)]
    return AccountView(account_id, "Who P.", "+7 9** ***-**-77", "5566", "", 0, 500, 0, 0, lots, [], [])


@pytest.fixture
def till() -> FakeTill:
    return FakeTill(customers=Centre()).open()


def _found(till: FakeTill, name: str) -> Member:
    (member,) = find_online(till.world, name, "nina")
    till.register.attach(member)
    till.register.scan(COFFEE_CODE)
    return member


@pytest.mark.parametrize("name", ["anna", "vera"])
def test_a_name_alone_earns_and_spends_nothing(till: FakeTill, name: str) -> None:
    assert _found(till, name).identified is Identified.NAME
    problem = till.register.want_points(None).problem
    assert isinstance(problem, RedeemByNameRefused)
    assert problem.limit == 0
    sale = till.register.pay_exact().sale
    assert (sale.account_id, sale.redeemed) == (name, 0)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("limit", [0, 1, 22, 100])
def test_the_refusal_says_why_and_what_to_do_next(language: str, limit: int) -> None:
    said = sentence(RedeemByNameRefused(limit=limit), language)
    assert "F5" in said.next_step
    assert (str(limit) in said.text) is (limit > 0)


def test_the_card_shown_afterwards_lets_the_points_pay(till: FakeTill) -> None:
    till.holds.available = 500
    _found(till, "anna")
    till.register.want_points(None)
    till.register.scan(ANNA_CARD)
    assert till.register.want_points(None).state is RedemptionState.ASKING
    till.ask_centre()
    assert till.register.pay_exact().sale.redeemed == 500


def test_the_shop_may_let_a_name_spend_a_little(till: FakeTill) -> None:
    till.settings.values["redeem_by_name_points"] = "100"
    _found(till, "anna")
    assert till.register.want_points(100).state is RedemptionState.ASKING
    assert till.register.want_points(101).state is RedemptionState.REFUSED


def test_a_receipt_set_aside_remembers_that_nothing_was_shown(till: FakeTill) -> None:
    _found(till, "anna")
    till.register.recall(till.register.park().sale_id)
    assert isinstance(till.register.want_points(None).problem, RedeemByNameRefused)


def test_whoever_showed_the_card_and_was_then_looked_up_by_name_has_shown_it(till: FakeTill) -> None:
    till.register.scan(ANNA_CARD)
    _found(till, "anna")
    assert till.register.want_points(None).state is RedemptionState.ASKING


def test_a_phone_that_the_centre_found_is_a_phone_alone(till: FakeTill) -> None:
    till.register.attach(find_by_phone(till.world, ANNA_PHONE, "nina"))
    till.register.scan(COFFEE_CODE)
    assert isinstance(till.register.want_points(None).problem, RedeemByPhoneRefused)


def test_the_centre_is_told_what_was_shown(till: FakeTill) -> None:
    till.settings.values["redeem_by_name_points"] = "100"
    _found(till, "anna")
    till.register.want_points(100)
    question = till.register.hold_question()
    assert question is not None
    assert question.shown == "name"
    till.register.scan(ANNA_CARD)
    asked = till.register.hold_question()
    assert asked == replace(question, shown="card")


@pytest.mark.parametrize("kind", [RedeemByNameRefused, RedeemByPhoneRefused])
def test_what_the_centre_refuses_is_said_in_the_same_words(
    till: FakeTill, kind: type[RedeemByNameRefused | RedeemByPhoneRefused]
) -> None:
    till.settings.values["redeem_by_name_points"] = "100"
    _found(till, "anna")
    op = till.register.want_points(100).op
    till.register.hold_answered(op, HoldResult(0, 500, kind.code, held=30))
    problem = till.register.view().redemption.problem
    assert isinstance(problem, kind)
    assert problem.limit == 30
