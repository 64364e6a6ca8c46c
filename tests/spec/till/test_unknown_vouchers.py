"""R57, T9: whoever tries codes of certificates and coupons is stopped after so many an hour, at every way in; the shop sells on."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from random import Random

import pytest

from loyalty_pos.core.cards import own_card
from loyalty_pos.core.coupons.serials import make_serials
from loyalty_pos.core.problems import (
    CertificateUnknown,
    Problem,
    SerialUnknown,
    UnknownBarcode,
    UnknownCoupon,
)
from loyalty_pos.core.problems.selling import TooManyUnknownVouchers
from loyalty_pos.core.sale import Noted
from loyalty_pos.core.vouchers.voucher import VoucherKind, VoucherState
from loyalty_pos.till.benefits.clubs import ClubDesk, invitation_in
from loyalty_pos.till.receipt_state import CertificateLaid, LineAdded, MemberAttached, Refused
from loyalty_pos.till.scanning.kinds import ScanKind, kind_of
from loyalty_pos.till.vouchers.finding import certificate_asked, certificate_named
from loyalty_pos.till.wording import sentence
from loyalty_pos.wire.beside.messages import AskedLine
from tests.fakes.benefits import BENEFITS
from tests.fakes.codes import GIFT
from tests.fakes.gift_shop import GIFTS, LPG, active, programme
from tests.fakes.till import ANNA_CARD, BREAD_CODE, COFFEE_CODE, FakeTill, anna
from tests.fakes.vouchers import printed
from tests.spec.till.test_till_beside import Beside

SERIALS = list(islice(make_serials(60, "TEA", Random(7).randrange), 60))


def code(number: int) -> str:
    return f"LPG1:NOBODY{number:06}"


def said(till: FakeTill, text: str) -> Problem | None:
    outcome = till.register.scan(text)
    return outcome.problem if isinstance(outcome, Refused) else None


def tried(till: FakeTill, count: int, first: int = 0) -> list[type]:
    """Scan codes that nobody made; return what was said to each."""
    return [type(said(till, code(number))) for number in range(first, first + count)]


def waits(till: FakeTill) -> int:
    """Return for how many minutes a certificate that somebody has is refused, 0 = it pays."""
    problem = said(till, LPG)
    if isinstance(problem, TooManyUnknownVouchers):
        return problem.wait_min
    assert problem is None, problem
    return 0


def told(till: FakeTill) -> list[tuple[str, str]]:
    notes = (fact for fact in till.journal.facts if isinstance(fact, Noted))
    return [(note.cashier_id, note.subject) for note in notes if note.what == "unknown_vouchers"]


@pytest.fixture
def alone() -> FakeTill:
    """A till without the centre, where a cashier works and somebody has a certificate."""
    till = FakeTill(programme()).open()
    till.holds.reached = False
    active(till)
    till.register.scan(BREAD_CODE)
    return till


def test_the_twenty_first_code_is_not_looked_up(alone: FakeTill) -> None:
    assert tried(alone, 22) == [CertificateUnknown] * 20 + [TooManyUnknownVouchers] * 2
    assert waits(alone) > 0, "nor is one that somebody has: a hit would be what they look for"
    assert told(alone) == [("c1", "20")], "told once"


def test_it_is_said_what_to_do_next_in_both_languages(alone: FakeTill) -> None:
    tried(alone, 20)
    problem = said(alone, LPG)
    assert problem is not None
    assert "мин" in sentence(problem, "ru").text
    assert "sell without the code" in sentence(problem, "en").next_step


def test_goods_cards_and_payment_go_on(alone: FakeTill) -> None:
    tried(alone, 20)
    assert isinstance(alone.register.scan(COFFEE_CODE), LineAdded)
    assert isinstance(said(alone, "4600000000099"), UnknownBarcode), (
        "goods that are not listed have their own way"
    )
    assert isinstance(said(alone, "KB-12/4"), UnknownBarcode)
    assert isinstance(alone.register.scan(ANNA_CARD), MemberAttached)
    assert alone.register.pay_exact().sale.account_id == "anna"


def test_cards_and_codes_are_counted_apart(alone: FakeTill) -> None:
    for number in range(20):
        alone.register.scan(own_card(f"7{number:012}"))
    assert waits(alone) == 0


def test_pulling_the_plug_forgives_nothing(alone: FakeTill) -> None:
    tried(alone, 20)
    alone.restart()
    alone.staff.log_in("1111")
    assert waits(alone) > 0


def test_an_hour_later_codes_are_read_again(alone: FakeTill) -> None:
    tried(alone, 20)
    left = waits(alone)
    assert 0 < left <= 120
    alone.clock.pass_time(minutes=left)
    assert waits(alone) == 0


def test_a_senior_is_counted_and_not_stopped(alone: FakeTill) -> None:
    alone.register.pay_exact()
    alone.staff.log_out()
    alone.staff.log_in("2222")
    assert tried(alone, 22) == [CertificateUnknown] * 22
    assert told(alone) == [("s1", "20")]
    alone.staff.log_out()
    alone.staff.log_in("1111")
    assert waits(alone) > 0, "what was tried at the till counts for all who work there"


def test_the_shop_sets_how_many(alone: FakeTill) -> None:
    alone.settings.values |= {"unknown_vouchers_till": "0", "unknown_vouchers_cashier": "3"}
    assert tried(alone, 4) == [CertificateUnknown] * 3 + [TooManyUnknownVouchers]
    alone.settings.values |= {"unknown_vouchers_cashier": "0"}
    assert tried(alone, 30, first=10) == [CertificateUnknown] * 30


def test_the_same_code_looked_at_again_and_again_is_one(alone: FakeTill) -> None:
    for _ in range(30):
        assert isinstance(said(alone, "LPG1:ACDE-7777"), CertificateUnknown)
        kind_of(alone.world, "LPG1:ACDE7777")
    assert waits(alone) == 0


def test_unknown_goods_and_used_certificates_are_no_guesses(alone: FakeTill) -> None:
    for number in range(30):
        said(alone, f"+7900{number:07}")
        said(alone, "4600000000099")
    active(alone, 0)
    for _ in range(30):
        said(alone, LPG)
    active(alone)
    assert waits(alone) == 0


def asked(till: FakeTill, number: int) -> object:
    return certificate_asked(till.world, f"NOBODY{number:06}")


def scanned(till: FakeTill, text: str) -> None:
    if (problem := said(till, text)) is not None:
        raise problem


def as_coupon(till: FakeTill, number: int) -> object:
    return till.register.put_coupon(f"SUMMER{number:04}")


def invited(till: FakeTill, number: int) -> object:
    return ClubDesk(till.world).invited(anna(), SERIALS[number])


WAYS: dict[str, Callable[[FakeTill, int], object]] = {
    "at the payment": asked,
    "typed as a coupon": as_coupon,
    "a coupon's QR": lambda till, number: scanned(till, f"LPC1:SUMMER{number:04}"),
    "a serial": lambda till, number: scanned(till, SERIALS[number]),
    "a serial as a coupon": lambda till, number: till.register.put_coupon(SERIALS[number]),
    "an invitation": invited,
    "a bare word": lambda till, number: scanned(till, f"SUMMER{number:04}"),
    "a bare word of another alphabet": lambda till, number: scanned(till, f"ЛЕТО{number:04}"),
    "a bare number of an earlier program": lambda till, number: scanned(till, f"{number:06}"),
    "by its kind": lambda till, number: kind_of(till.world, SERIALS[number]),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_the_till_is_a_way_around(alone: FakeTill, way: str) -> None:
    for number in range(20):
        with suppress(Problem):
            WAYS[way](alone, number)
    assert told(alone) == [("c1", "20")]
    assert waits(alone) > 0


def test_while_codes_wait_none_is_told_from_one_that_is_not_there(alone: FakeTill) -> None:
    """Whatever is asked, the answer to a code that somebody has is the answer to one that nobody made."""
    serial, invitation = SERIALS[50], SERIALS[51]
    alone.vouchers.tell(printed(serial, kind=VoucherKind.COUPON, state=VoucherState.ACTIVE, uses_left=1))
    alone.vouchers.tell(
        printed(invitation, kind=VoucherKind.INVITATION, state=VoucherState.ACTIVE, uses_left=1)
    )
    alone.vouchers.tell(printed("000777", state=VoucherState.ACTIVE, rest_minor=5_000))
    tried(alone, 20)
    for text, of_nobody in (
        (GIFT, "GIFT-ACDE-FGHJ-KMNPR"),
        (serial, SERIALS[52]),
        (invitation, SERIALS[52]),
        ("000777", "000778"),
    ):
        assert type(said(alone, text)) is type(said(alone, of_nobody))
        assert kind_of(alone.world, text) is kind_of(alone.world, of_nobody) is ScanKind.UNKNOWN
        assert certificate_named(alone.world, text) is None
        assert invitation_in(alone.world, text) == ""
        with pytest.raises(TooManyUnknownVouchers):
            certificate_asked(alone.world, text)
        with pytest.raises(TooManyUnknownVouchers):
            alone.register.put_coupon(text)


def test_what_lies_on_the_receipt_already_stays_and_pays(alone: FakeTill) -> None:
    assert isinstance(alone.register.scan(LPG), CertificateLaid)
    laid = alone.register.view().certificates
    tried(alone, 21)
    assert alone.register.view().certificates == laid


def test_each_refusal_before_is_the_usual_one(alone: FakeTill) -> None:
    assert isinstance(said(alone, SERIALS[0]), SerialUnknown)
    assert isinstance(said(alone, "LPC1:777"), UnknownCoupon)


def test_another_program_is_counted_as_whoever_works_there() -> None:
    """Its basket comes again at every line, and with it the codes that it had: they are one try each."""
    beside = Beside(FakeTill(replace(BENEFITS, certificates=(GIFTS,)), language="en").open())
    active(beside.till, 30_000)
    coffee = [AskedLine(100_000, barcode=COFFEE_CODE)]
    for _ in range(30):
        beside.recalculate(lines=coffee, certificates=["NOBODY"], coupons=["SUMMER"])
    assert beside.recalculate(lines=coffee, certificates=[GIFT]).certificate_minor == 30_000
    for number in range(18):
        beside.recalculate(lines=coffee, certificates=[f"NOBODY{number:06}"])

    refused = beside.recalculate(lines=coffee, certificates=[GIFT], coupons=["SUMMER"])

    assert [one.code for one in refused.remarks] == ["too_many_unknown_vouchers"] * 2
    assert (refused.certificate_minor, refused.to_pay_minor) == (0, 100_000)
    assert told(beside.till) == [("c1", "20")]
