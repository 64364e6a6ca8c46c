"""Another program prints the receipt: certificates pay as an advance there, rewards and gifts lie on it, strict tills wait."""

from dataclasses import replace

import pytest

from loyalty_pos.core.leases.rights import Right
from loyalty_pos.core.sale import Noted, TenderKind
from loyalty_pos.core.vouchers.voucher import Voucher
from loyalty_pos.till.other_programs.port import OVER_RIGHT
from loyalty_pos.till.voucher_rights.port import NoVoucherRights, VoucherRight
from loyalty_pos.wire.beside.messages import (
    AskedLine,
    Cancel,
    Cancelled,
    Confirm,
    GiveBack,
    GivenBack,
    Recalculate,
    RefusedTold,
)
from tests.fakes.benefits import BENEFITS, CUP_CODE, benefits_till
from tests.fakes.codes import GIFT
from tests.fakes.gift_shop import GIFTS, active, rest
from tests.fakes.rights import GENEROUS
from tests.fakes.till import ANNA_CARD, BEER_CODE, BORIS_CARD, COFFEE_CODE, FakeTill
from tests.fakes.vouchers import printed
from tests.spec.till.test_till_beside import QR, Beside

COFFEE = [AskedLine(100_000, barcode=COFFEE_CODE)]


@pytest.fixture
def beside() -> Beside:
    made = Beside(FakeTill(replace(BENEFITS, certificates=(GIFTS,)), language="en").open())
    active(made.till, 30_000)
    return made


def test_a_certificate_pays_its_part_as_an_advance_and_the_rest_is_money(beside: Beside) -> None:
    told = beside.recalculate(lines=COFFEE, certificates=[GIFT])
    assert (told.certificate_minor, told.to_pay_minor) == (30_000, 70_000)
    assert sum(one.to_pay_minor for one in told.lines) == 100_000
    assert [(one.last4, one.amount_minor, one.left_minor) for one in told.certificates] == [
        (GIFT[-4:], 30_000, 0)
    ]
    assert rest(beside.till) == 30_000, "nothing is spent until the other program has printed"
    beside.sale()
    sale = beside.sales[0]
    assert [(one.kind, one.amount_minor) for one in sale.tenders] == [
        (TenderKind.CERTIFICATE, 30_000),
        (TenderKind.CARD, 70_000),
    ]
    assert rest(beside.till) == 0


def test_the_fiscal_receipt_names_the_advance_too_and_the_money_does_not(beside: Beside) -> None:
    beside.recalculate(lines=COFFEE, certificates=[GIFT])
    wrong = Confirm("k1", QR.format(sum="700.00"))
    assert beside.refused(wrong) == "other_paper_sum"
    assert beside.refused(Confirm("k1", to_pay_minor=100_000)) == "other_paper_sum"
    right = beside.service.answer(Confirm("k1", QR.format(sum="1000.00"), to_pay_minor=70_000))
    assert not isinstance(right, RefusedTold), right


def test_a_basket_worked_out_again_asks_for_the_certificate_once(beside: Beside) -> None:
    first = beside.recalculate(lines=COFFEE, certificates=[GIFT])
    again = beside.recalculate(lines=[*COFFEE, *COFFEE], certificates=[GIFT])
    assert (first.certificate_minor, again.certificate_minor) == (30_000, 30_000)
    assert len(beside.till.holds.held) <= 1, "the hold of the first time was given back"


@pytest.mark.parametrize(
    ("basket", "code"),
    [
        ({"lines": COFFEE, "total_minor": 5}, "beside_total_or_lines"),
        ({"lines": []}, "empty_receipt"),
        ({"lines": [AskedLine(1, barcode=COFFEE_CODE, quantity_milli=-1)]}, "bad_quantity"),
        ({"lines": COFFEE, "member": "nobody's card"}, "unreadable_code"),
        ({"lines": [AskedLine(9_000, barcode=BEER_CODE)]}, "age_not_checked"),
    ],
)
def test_worked_out_again_and_refused_the_receipt_that_was_told_keeps_its_certificate(
    basket: dict[str, object], code: str
) -> None:
    """The other program may print the first figures all the same: no other till may take that money meanwhile."""
    till = FakeTill(replace(BENEFITS, certificates=(GIFTS,)), language="en").open()
    till.world = replace(till.world, voucher_rights=NoVoucherRights())
    beside = Beside(till)
    active(till, 30_000)
    beside.recalculate(lines=COFFEE, certificates=[GIFT])
    kept = dict(beside.till.holds.taken)
    assert beside.refused(Recalculate("k1", certificates=[GIFT], **basket)) == code  # type: ignore[arg-type]
    beside.give_holds_back()
    assert kept
    assert beside.till.holds.taken == kept
    beside.sale()
    assert [one.operation for one in beside.sales[0].promised] == list(kept.values())


def test_worked_out_for_somebody_else_and_refused_the_points_stay_held(beside: Beside) -> None:
    beside.recalculate(lines=COFFEE, member=ANNA_CARD, points=200)
    held = dict(beside.till.holds.held)
    assert beside.refused(Recalculate("k1", lines=[], member=BORIS_CARD)) == "empty_receipt"
    beside.give_holds_back()
    assert held
    assert beside.till.holds.held == held


def test_cancelled_the_certificate_is_free_and_whole(beside: Beside) -> None:
    beside.recalculate(lines=COFFEE, certificates=[GIFT])
    beside.told(Cancel("k1"), Cancelled)
    beside.give_holds_back()
    assert (rest(beside.till), beside.till.holds.held) == (30_000, {})


def test_brought_back_the_advance_goes_onto_the_certificate_and_the_money_to_the_customer(
    beside: Beside,
) -> None:
    beside.recalculate(lines=COFFEE, certificates=[GIFT])
    beside.sale(paper="118")
    asked = beside.told(GiveBack("r1", "118", preview=True), GivenBack)
    done = beside.told(GiveBack("r2", "118", pin="3333"), GivenBack)
    assert (
        (asked.money_minor, asked.certificate_minor)
        == (done.money_minor, done.certificate_minor)
        == (70_000, 30_000)
    )
    assert rest(beside.till) == 30_000


def test_one_that_cannot_pay_is_told_and_the_basket_stands_without_it(beside: Beside) -> None:
    active(beside.till, 0)
    told = beside.recalculate(lines=COFFEE, certificates=[GIFT, "nonsense"])
    assert told.to_pay_minor == 100_000
    assert [one.code for one in told.remarks] == ["certificate_used", "certificate_unknown"]


def test_none_is_sold_here_its_advance_is_a_receipt_of_the_other_program(beside: Beside) -> None:
    beside.till.vouchers.tell(printed(GIFT, value_minor=30_000))
    told = beside.recalculate(lines=COFFEE, certificates=[GIFT])
    assert [one.code for one in told.remarks] == ["certificate_not_sold"]
    assert len(told.lines) == 1


class OwnRight:
    """A till that may take a little of any certificate by itself. ``most``: minor units of it; ``epoch``: of its lease."""

    def __init__(self, most: int) -> None:
        self.most, self.epoch = most, 0

    def right(self, voucher: Voucher, use_minor: int = 0, *, beside: int = 0) -> VoucherRight:  # noqa: ARG002 - the port's shape
        return VoucherRight(Right(0, self.most), self.epoch)

    def weight(self, voucher: Voucher, floor: int, use_minor: int = 0) -> int:  # noqa: ARG002 - as above
        return floor


def offline(till: FakeTill, most: int) -> Beside:
    till.voucher_rights = OwnRight(most)
    made = Beside(till, connected=False)
    made.till.world = replace(made.till.world, voucher_rights=OwnRight(most))
    made.begin()
    active(made.till, 30_000)
    return made


def test_without_the_centre_it_pays_up_to_this_tills_own_right() -> None:
    beside = offline(FakeTill(replace(BENEFITS, certificates=(GIFTS,)), language="en").open(), 10_000)
    told = beside.recalculate(lines=COFFEE, certificates=[GIFT])
    assert (told.certificate_minor, told.to_pay_minor) == (10_000, 90_000)
    beside.sale()
    assert [one.by_floor for one in beside.sales[0].promised] == [10_000]


def test_a_printed_receipt_is_written_down_under_a_newer_lease_and_says_what_was_beyond() -> None:
    beside = offline(FakeTill(replace(BENEFITS, certificates=(GIFTS,)), language="en").open(), 10_000)
    own = beside.till.world.voucher_rights
    assert isinstance(own, OwnRight)
    beside.till.rights.lend()
    own.epoch = beside.till.rights.epoch
    beside.recalculate(lines=COFFEE, certificates=[GIFT])
    beside.till.rights.lend(replace(GENEROUS, risk=100))
    own.most, own.epoch = 4_000, beside.till.rights.epoch
    beside.sale()
    sale = beside.sales[0]
    assert (sale.certificate_minor, [one.by_floor for one in sale.promised]) == (10_000, [4_000])
    over = [fact for fact in beside.till.journal.facts if isinstance(fact, Noted) and fact.what == OVER_RIGHT]
    assert [one.amount_minor for one in over] == [6_000]


def test_two_baskets_that_wait_never_take_the_same_right_of_a_certificate() -> None:
    beside = offline(FakeTill(replace(BENEFITS, certificates=(GIFTS,)), language="en").open(), 10_000)
    first = beside.recalculate("k1", lines=COFFEE, certificates=[GIFT])
    second = beside.recalculate("k2", lines=COFFEE, certificates=[GIFT])
    assert (first.certificate_minor, second.certificate_minor) == (10_000, 0)
    beside.told(Cancel("k1"), Cancelled)
    assert beside.recalculate("k2", lines=COFFEE, certificates=[GIFT]).certificate_minor == 10_000


def test_where_a_till_decides_nothing_alone_only_the_centres_word_pays() -> None:
    """The strict rules: points and certificates count when the centre has said so, and not before."""
    till = FakeTill(replace(BENEFITS, certificates=(GIFTS,)), language="en").open()
    till.voucher_rights = NoVoucherRights()
    beside = Beside(till, connected=False)
    active(till, 30_000)
    alone = beside.recalculate(lines=COFFEE, member=ANNA_CARD, certificates=[GIFT], all_points=True)
    assert (alone.points, alone.points_by) == (0, "nobody")
    beside.connected = True
    asked = beside.recalculate(lines=COFFEE, member=ANNA_CARD, all_points=True)
    assert (asked.points, asked.points_by) == (500, "centre")


def test_a_reward_lies_on_the_receipt_at_nothing_and_its_points_are_held() -> None:
    beside = Beside(benefits_till())
    cups = [AskedLine(20_000, barcode=CUP_CODE)]
    offered = beside.recalculate(lines=cups, member=ANNA_CARD).rewards
    assert [(one.id, one.points, one.missing) for one in offered if one.id == "thermos"] == [
        ("thermos", 400, "")
    ]
    told = beside.recalculate(lines=cups, member=ANNA_CARD, rewards=["thermos"])
    assert [(one.name, one.to_pay_minor) for one in told.lines] == [("Капучино", 20_000), ("Термос", 0)]
    assert beside.till.holds.held
    beside.sale()
    assert beside.sales[0].redeemed == 400


def test_the_stamps_of_one_gift_are_on_one_receipt_that_waits_and_free_when_it_is_cancelled() -> None:
    """Twenty-five stamps are two gifts of ten, however many receipts are worked out before one is printed."""
    beside = Beside(benefits_till())
    counted = (("stamps.tenth/ever@", 25),)
    beside.till.members.add(replace(beside.till.members.accounts["anna"], counters=counted), ANNA_CARD)
    cups = [AskedLine(20_000, barcode=CUP_CODE, quantity_milli=2_000)]

    def gifts(key: str) -> tuple[list[str], int]:
        told = beside.recalculate(key, lines=cups, member=ANNA_CARD, rewards=["tenth"])
        return [one.code for one in told.remarks], sum(not one.to_pay_minor for one in told.lines)

    assert [gifts(key) for key in ("k1", "k2", "k1")] == [([], 1)] * 3
    third = beside.recalculate("k3", lines=cups, member=ANNA_CARD, rewards=["tenth"])
    assert [one.code for one in third.remarks] == ["reward_missing_stamps"]
    assert [one.missing for one in third.rewards if one.id == "tenth"] != [""]
    beside.told(Cancel("k2"), Cancelled)
    assert gifts("k3") == ([], 1)
    beside.sale("k1")
    beside.sale("k3")
    assert dict(beside.till.members.accounts["anna"].counters) == {"stamps.tenth/ever@": 25 - 20 + 2}


def test_a_reward_that_cannot_be_had_is_a_remark_with_its_reason() -> None:
    beside = Beside(benefits_till())
    told = beside.recalculate(
        lines=[AskedLine(20_000, barcode=CUP_CODE)], member=ANNA_CARD, rewards=["tenth"]
    )
    assert [one.code for one in told.remarks] == ["reward_missing_stamps"]
    assert len(told.lines) == 1
