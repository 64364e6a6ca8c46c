"""A phone alone identifies (T10); who reads out a code that went to it has it in hand, and pays with points."""

from dataclasses import dataclass, field, replace

import pytest

from loyalty_pos.core.member import Identified
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.problems.issuing import PhoneCodeOver, WrongPhoneCode
from loyalty_pos.core.problems.selling import PayCodeOver, PayCodeWait
from loyalty_pos.till.confirming.codes import PhoneCodes
from loyalty_pos.till.confirming.port import Purpose
from loyalty_pos.till.confirming.spending import PayingCodes
from loyalty_pos.till.receipt_state import RedemptionState
from tests.fakes.till import ANNA_CARD, ANNA_PHONE, COFFEE_CODE, FakeTill


@dataclass
class Gateway:
    """Keeps what it was given; ``away``: nobody answers."""

    sent: list[tuple[str, str, Purpose]] = field(default_factory=list)
    away: bool = False
    is_there: bool = True

    def send(self, e164: str, code: str, purpose: Purpose) -> bool:
        if not self.away:
            self.sent.append((e164, code, purpose))
        return not self.away


@pytest.fixture
def gateway() -> Gateway:
    return Gateway()


@pytest.fixture
def codes(till: FakeTill, gateway: Gateway) -> PayingCodes:
    """The phone of a member with 500 points is on the receipt, with coffee."""
    till.holds.available = 500
    till.register.scan(ANNA_PHONE)
    till.register.scan(COFFEE_CODE)
    return PayingCodes(till.register, PhoneCodes(till.world, gateway))


def sent(codes: PayingCodes) -> str:
    """Let a code go out; return it."""
    member = codes.needed(None)
    assert member is not None
    code = codes.new_code(member)
    assert codes.send(member, code)
    return code


def typed(codes: PayingCodes, text: str) -> type[Problem] | None:
    member = codes.needed(None)
    assert member is not None
    try:
        codes.take(member, text)
    except Problem as problem:
        return type(problem)
    return None


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_a_right_code_lets_the_points_pay_and_the_sale_says_how(
    till: FakeTill, codes: PayingCodes, gateway: Gateway
) -> None:
    code = sent(codes)
    assert gateway.sent == [(ANNA_PHONE, code, Purpose.PAY)]
    assert typed(codes, code) is None
    assert codes.needed(None) is None
    assert till.register.want_points(None).state is RedemptionState.ASKING
    question = till.register.hold_question()
    assert question is not None and question.shown == "code"
    till.ask_centre()
    sale = till.register.pay_exact().sale
    assert (sale.redeemed, sale.shown) == (500, Identified.CODE)
    assert not [fact for fact in till.journal.facts if code in str(fact) or "9123456789" in str(fact)]


def test_without_a_code_nothing_is_spent(till: FakeTill, codes: PayingCodes) -> None:
    sent(codes)
    assert till.register.want_points(None).state is RedemptionState.REFUSED
    sale = till.register.pay_exact().sale
    assert (sale.redeemed, sale.shown) == (0, Identified.PHONE)


def test_three_wrong_codes_end_it_and_the_next_waits_a_minute(till: FakeTill, codes: PayingCodes) -> None:
    code = sent(codes)
    assert [typed(codes, wrong(code)) for _ in range(3)] == [WrongPhoneCode, WrongPhoneCode, PayCodeOver]
    assert typed(codes, code) is PayCodeOver
    member = codes.needed(None)
    assert member is not None
    with pytest.raises(PayCodeWait) as wait:
        codes.new_code(member)
    assert wait.value.wait_s == 60
    till.clock.pass_time(seconds=60)
    assert codes.new_code(member)


def test_a_code_lives_five_minutes(till: FakeTill, codes: PayingCodes) -> None:
    code = sent(codes)
    till.clock.pass_time(minutes=5, seconds=1)
    assert typed(codes, code) is PayCodeOver


def test_asked_again_at_once_no_second_message_goes_out(till: FakeTill, codes: PayingCodes) -> None:
    code = sent(codes)
    member = codes.needed(None)
    assert member is not None
    assert codes.new_code(member) == ""
    till.clock.pass_time(seconds=61)
    again = codes.new_code(member)
    assert again and typed(codes, code) is (None if again == code else WrongPhoneCode)


def test_a_code_for_joining_does_not_pay(till: FakeTill, gateway: Gateway) -> None:
    phones = PhoneCodes(till.world, gateway)
    till.register.scan(ANNA_PHONE)
    till.register.scan(COFFEE_CODE)
    assert typed(PayingCodes(till.register, phones), phones.make(ANNA_PHONE)) is PayCodeOver
    till.clock.pass_time(seconds=61)
    with pytest.raises(PhoneCodeOver):
        phones.check(ANNA_PHONE, phones.make(ANNA_PHONE, Purpose.PAY))


def test_where_no_gateway_took_it_no_such_code_is_in_force(codes: PayingCodes, gateway: Gateway) -> None:
    gateway.away = True
    member = codes.needed(None)
    assert member is not None
    code = codes.new_code(member)
    assert not codes.send(member, code)
    assert typed(codes, code) is PayCodeOver


def test_a_shop_without_a_gateway_asks_for_no_code(codes: PayingCodes, gateway: Gateway) -> None:
    gateway.is_there = False
    assert codes.needed(None) is None


def test_so_much_as_a_phone_may_spend_needs_no_code(till: FakeTill, codes: PayingCodes) -> None:
    till.settings.values["redeem_by_phone_points"] = "100"
    assert codes.needed(100) is None
    assert codes.needed(101) is not None
    assert codes.needed(0) is None, "taking the wish back"


def test_a_card_needs_no_code(till: FakeTill, codes: PayingCodes) -> None:
    till.register.scan(ANNA_CARD)
    assert codes.needed(None) is None


def test_the_code_of_one_customer_is_not_that_of_the_next(till: FakeTill, codes: PayingCodes) -> None:
    code, member = sent(codes), codes.needed(None)
    assert member is not None
    till.register.detach()
    with pytest.raises(PayCodeOver):
        codes.take(member, code)


def test_after_a_restart_the_phone_is_asked_for_again(till: FakeTill, codes: PayingCodes) -> None:
    member = codes.needed(None)
    assert member is not None and member.named == ANNA_PHONE
    assert ANNA_PHONE not in repr(member)
    till.register.attach(replace(member, named=""))
    assert codes.needed(None) is None
    till.register.scan(ANNA_PHONE)
    assert codes.needed(None) is not None
