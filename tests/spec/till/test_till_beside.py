"""Another program prints the receipt: figures told and kept, confirmed once, cancelled, brought back; also alone."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

import pytest

from loyalty_pos.core.problems import StorageBusy
from loyalty_pos.core.programme import NoCardDiscount
from loyalty_pos.core.receipt import Pair
from loyalty_pos.core.sale import Noted, Sale
from loyalty_pos.till.beside.mode import Source, mode_of, port_of
from loyalty_pos.till.beside.service import BesideService
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_state import HoldQuestion
from loyalty_pos.till.shift import Shift
from loyalty_pos.till.staff import Approval, Permission, Staff
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.beside.messages import (
    Answer,
    AskBalance,
    AskedLine,
    BackLine,
    BalanceTold,
    Cancel,
    Cancelled,
    Confirm,
    GiveBack,
    GivenBack,
    Recalculate,
    Recalculated,
    RefusedTold,
    Request,
    Sold,
)
from tests.fakes.rights import GENEROUS
from tests.fakes.till import (
    ANNA_CARD,
    ANNA_PHONE,
    BORIS_CARD,
    BREAD_CODE,
    COFFEE_CODE,
    MILK_CODE,
    TOBACCO_CODE,
    FakeTill,
)

T = TypeVar("T", bound=Answer)
QR = "t=20261120T1248&s={sum}&fn=9999078900001234&i=512&fp=1234567890&n=1"


@dataclass
class Beside:
    """The till, and the program that stands beside it."""

    till: FakeTill = field(default_factory=lambda: FakeTill(language="en").open())
    connected: bool = True

    def __post_init__(self) -> None:
        self.till.holds.available = 500
        self.begin()

    def begin(self) -> None:
        """Begin the program anew over what is on disk."""
        self.service = BesideService(self.till.world, self._hear, self._approve)

    def _approve(self, world: TillWorld, pin: str) -> Approval:
        return Staff(world, self.till.pins, self.till.tries).approve(pin, Permission.RETURN)

    def _hear(self, question: HoldQuestion) -> HoldResult:
        self.give_holds_back()
        self.till.holds.reached = self.connected
        return self.till.holds.ask(
            question.op, question.account_id, question.points, card_last4=question.card_last4
        )

    def told(self, request: Request, kind: type[T]) -> T:
        answer = self.service.answer(request)
        assert isinstance(answer, kind), answer
        return answer

    def refused(self, request: Request) -> str:
        return self.told(request, RefusedTold).refusal.code

    def recalculate(self, key: str = "k1", **basket: object) -> Recalculated:
        return self.told(Recalculate(key, **(basket or {"lines": BASKET})), Recalculated)  # type: ignore[arg-type]

    def sale(self, key: str = "k1", paper: str = "") -> Sold:
        return self.told(Confirm(key, paper), Sold)

    @property
    def sales(self) -> list[Sale]:
        return self.till.journal.last_sales(10)

    def give_holds_back(self) -> None:
        for op in self.till.world.desk.take_releases():
            self.till.holds.release(op)


BASKET = [
    AskedLine(9_990, barcode=MILK_CODE, quantity_milli=2000),
    AskedLine(100_000, barcode=COFFEE_CODE),
    AskedLine(20_000, barcode=TOBACCO_CODE),
]


@pytest.fixture
def beside() -> Beside:
    return Beside()


def test_the_same_basket_costs_the_same_as_at_our_own_till_to_the_kopeck(beside: Beside) -> None:
    for card in ("", ANNA_CARD, BORIS_CARD):
        told = beside.recalculate(f"k{card}", lines=BASKET, member=card)
        own = FakeTill().open()
        done = own.sell(*([card] if card else []), MILK_CODE, MILK_CODE, COFFEE_CODE, TOBACCO_CODE).sale
        sums = (told.gross_minor, told.discount_minor, told.to_pay_minor, told.earned)
        assert sums == (done.gross_minor, done.discount_minor, done.paid_minor, done.accrued)
        assert [one.to_pay_minor for one in told.lines] == [one.net_minor for one in done.lines]


def test_nothing_is_sold_until_the_other_program_has_printed(beside: Beside) -> None:
    told = beside.recalculate(lines=BASKET, member=ANNA_CARD)
    assert beside.sales == []
    done = beside.sale()
    assert [sale.paid_minor for sale in beside.sales] == [told.to_pay_minor] == [done.to_pay_minor]
    assert done.member is not None
    assert beside.till.members.accounts["anna"].lots[-1].amount == told.earned == done.earned


def test_confirmed_twice_it_is_sold_once(beside: Beside) -> None:
    beside.recalculate()
    first, second = beside.sale(), beside.sale()
    assert (first.again, second.again) == (False, True)
    assert first.code == second.code
    assert len(beside.sales) == 1


def test_a_crash_between_the_figures_and_the_paper_loses_nothing(beside: Beside) -> None:
    told = beside.recalculate(lines=BASKET, member=ANNA_CARD, all_points=True)
    beside.till.clock.pass_time(hours=1)
    beside.till.restart()
    beside.till.staff.log_in("1111")
    beside.begin()

    done = beside.sale()

    assert (done.to_pay_minor, done.points) == (told.to_pay_minor, told.points)
    assert beside.sales[0].sold_at_us == beside.till.world.now_us() - 3_600_000_000


def test_the_figures_that_were_told_stand_whatever_the_programme_says_by_then(beside: Beside) -> None:
    told = beside.recalculate(lines=BASKET, member=BORIS_CARD)
    beside.till.programme = replace(beside.till.programme, card=NoCardDiscount())
    beside.till.restart()
    beside.till.staff.log_in("1111")
    beside.begin()
    assert beside.recalculate("k2", lines=BASKET, member=BORIS_CARD).discount_minor == 0
    assert beside.sale().to_pay_minor == told.to_pay_minor < told.gross_minor


def test_points_are_held_by_the_centre_and_captured_by_the_same_operation(beside: Beside) -> None:
    told = beside.recalculate(lines=BASKET, member=ANNA_CARD, all_points=True)
    assert (told.points, told.points_by) == (500, "centre")
    again = beside.recalculate(lines=BASKET, member=ANNA_CARD, all_points=True)
    assert again.points == 500
    assert len(beside.till.holds.held) == 1
    beside.sale()
    assert beside.sales[0].operation in beside.till.holds.held
    beside.give_holds_back()
    assert beside.till.holds.held, "a captured hold is never given back"


def test_asked_again_after_a_silence_it_is_the_same_operation(beside: Beside) -> None:
    """The hold may have been granted while its answer was lost: under another name it would stand in the way."""
    beside.connected = False
    assert beside.recalculate(lines=BASKET, member=ANNA_CARD, all_points=True).points == 0
    first = beside.till.beside.rows["k1"].body
    beside.connected = True
    told = beside.recalculate(lines=BASKET, member=ANNA_CARD, all_points=True)
    assert told.points == 500
    assert [op in first for op in beside.till.holds.held] == [True]


def test_fewer_points_are_another_wish_and_free_the_first_hold(beside: Beside) -> None:
    beside.recalculate(lines=BASKET, member=ANNA_CARD, all_points=True)
    beside.give_holds_back()
    fewer = beside.recalculate(lines=BASKET, member=ANNA_CARD, points=200)
    beside.give_holds_back()
    assert fewer.points == 200
    assert list(beside.till.holds.held.values()) == [200]


def test_another_member_or_no_points_give_the_hold_back(beside: Beside) -> None:
    beside.recalculate(lines=BASKET, member=ANNA_CARD, all_points=True)
    told = beside.recalculate(lines=BASKET, member=BORIS_CARD)
    beside.give_holds_back()
    assert (told.points, beside.till.holds.held) == (0, {})


def test_cancelled_nothing_is_sold_and_the_points_are_free(beside: Beside) -> None:
    beside.recalculate(lines=BASKET, member=ANNA_CARD, all_points=True)
    for _ in range(2):
        beside.told(Cancel("k1"), Cancelled)
    beside.give_holds_back()
    assert (beside.sales, beside.till.holds.held) == ([], {})
    assert beside.refused(Confirm("k1")) == "beside_cancelled"
    assert beside.refused(Recalculate("k1", lines=BASKET)) == "beside_cancelled"


def test_what_is_sold_is_neither_cancelled_nor_worked_out_again(beside: Beside) -> None:
    beside.recalculate()
    beside.sale()
    assert beside.refused(Cancel("k1")) == "beside_sold"
    assert beside.refused(Recalculate("k1", lines=BASKET)) == "beside_sold"
    assert beside.refused(Confirm("k2")) == beside.refused(Cancel("k2")) == "beside_unknown"


def test_without_the_centre_points_are_paid_by_this_tills_own_right(beside: Beside) -> None:
    beside.till.rights.lend()
    beside.connected = False
    told = beside.recalculate(lines=BASKET, member=ANNA_CARD, all_points=True)
    assert (told.points, told.points_by) == (300, "till")
    assert [one.code for one in told.remarks] == ["redemption_offline"]
    beside.sale()
    assert (beside.sales[0].redeemed, beside.sales[0].by_floor) == (300, 300)


def test_two_receipts_that_wait_never_take_the_same_right_twice(beside: Beside) -> None:
    beside.till.rights.lend()
    beside.connected = False
    first = beside.recalculate("k1", lines=BASKET, member=ANNA_CARD, all_points=True)
    second = beside.recalculate("k2", lines=BASKET, member=ANNA_CARD, all_points=True)
    assert (first.points, second.points) == (300, 0)
    beside.told(Cancel("k1"), Cancelled)
    assert beside.recalculate("k2", lines=BASKET, member=ANNA_CARD, all_points=True).points == 300


def test_a_printed_receipt_is_written_down_under_a_newer_lease_too(beside: Beside) -> None:
    beside.till.rights.lend()
    beside.connected = False
    beside.recalculate(lines=BASKET, member=ANNA_CARD, all_points=True)
    beside.till.rights.lend(replace(GENEROUS, risk=100))
    beside.sale()
    sale = beside.sales[0]
    assert (sale.redeemed, sale.by_floor) == (300, 100)
    assert beside.till.journal.notes()[-1] == "beside_over_right"


def test_a_basket_by_its_total_alone_says_what_was_not_judged(beside: Beside) -> None:
    told = beside.recalculate(total_minor=139_980, member=BORIS_CARD)
    assert (told.discount_minor, told.to_pay_minor) == (13_998, 125_982)
    assert [one.code for one in told.remarks] == ["beside_by_total"]
    by_lines = beside.recalculate("k2", lines=BASKET, member=BORIS_CARD)
    assert by_lines.discount_minor < told.discount_minor, "tobacco is known by its line only"
    assert by_lines.remarks == []


def test_goods_that_this_till_does_not_know_are_taken_by_name_and_said(beside: Beside) -> None:
    lines = [AskedLine(5_000, barcode=BREAD_CODE), AskedLine(7_000, article_id="X-1", name="Candle")]
    told = beside.recalculate(lines=lines, member=BORIS_CARD)
    assert [(one.name, one.is_known) for one in told.lines] == [("Хлеб ржаной", True), ("Candle", False)]
    assert [one.code for one in told.remarks] == ["beside_unknown_goods"]
    assert told.discount_minor == 1_200


def test_lines_and_a_total_together_or_neither_are_refused(beside: Beside) -> None:
    assert beside.refused(Recalculate("k1", lines=BASKET, total_minor=1)) == "beside_total_or_lines"
    assert beside.refused(Recalculate("k1")) == "empty_receipt"


def test_a_fiscal_paper_of_another_sum_or_kind_is_refused_and_nothing_is_sold(beside: Beside) -> None:
    told = beside.recalculate(lines=BASKET)
    right = QR.format(sum=f"{told.to_pay_minor / 100:.2f}")
    assert beside.refused(Confirm("k1", QR.format(sum="1.00"))) == "other_paper_sum"
    assert beside.refused(Confirm("k1", "", told.to_pay_minor + 1)) == "other_paper_sum"
    assert beside.refused(Confirm("k1", right.replace("n=1", "n=2"))) == "other_paper_kind"
    assert beside.refused(Confirm("k1", "<")) == "other_paper_unreadable"
    assert beside.sales == []
    beside.sale(paper=right)
    beside.recalculate("k2", lines=BASKET)
    assert beside.refused(Confirm("k2", right)) == "other_paper_taken"


@pytest.mark.parametrize("way", ["number", "fiscal QR", "our own code"])
def test_goods_come_back_by_the_other_programs_paper(beside: Beside, way: str) -> None:
    told = beside.recalculate(lines=BASKET, member=ANNA_CARD, all_points=True)
    paper = QR.format(sum=f"{told.to_pay_minor / 100:.2f}") if way == "fiscal QR" else "0001-77"
    done = beside.sale(paper=paper)
    asked = GiveBack("r1", done.code if way == "our own code" else paper, pin="2222")

    seen = beside.told(GiveBack("r0", asked.paper, preview=True), GivenBack)
    back, again = beside.told(asked, GivenBack), beside.told(asked, GivenBack)

    assert (seen.money_minor, seen.points_back, seen.earned_back) == (
        back.money_minor, back.points_back, back.earned_back,
    )  # fmt: skip
    assert (back.money_minor, back.points_back) == (told.to_pay_minor, 500)
    assert (back.again, again.again, again.code) == (False, True, back.code)
    assert len(beside.till.journal.returns_of(beside.sales[0].sale_id)) == 1
    assert beside.refused(GiveBack("r2", paper)) == "all_returned"


def test_a_return_takes_the_pin_of_somebody_who_may(beside: Beside) -> None:
    beside.recalculate()
    beside.sale(paper="77")
    assert beside.refused(GiveBack("r1", "77")) == "not_allowed"
    assert beside.refused(GiveBack("r1", "77", pin="9999")) == "wrong_pin"
    assert beside.refused(GiveBack("r1", "77", cashier="m1")) == "not_allowed", "nobody typed a PIN"
    assert beside.refused(GiveBack("r1", "77", pin="1111")) == "cannot_approve"
    beside.told(GiveBack("r1", "77", [BackLine(1, 1000)], pin="2222"), GivenBack)
    beside.told(GiveBack("r2", "77", pin="3333", cashier="m1"), GivenBack)
    backs = beside.till.journal.returns_of(beside.sales[0].sale_id)
    assert [one.approved_by for one in backs] == ["s1", "m1"]


def test_a_part_comes_back_by_line_and_quantity(beside: Beside) -> None:
    beside.recalculate()
    beside.sale(paper="77")
    back = beside.told(GiveBack("r1", "77", [BackLine(1, 1000)], pin="2222"), GivenBack)
    assert (back.money_minor, [(one.line, one.quantity_milli) for one in back.lines]) == (9_990, [(1, 1000)])
    rest = beside.told(GiveBack("r2", "77", pin="3333"), GivenBack)
    assert rest.money_minor == 9_990 + 100_000 + 20_000


def test_a_return_that_a_crash_cut_off_is_the_same_return(
    beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside.recalculate()
    beside.sale(paper="77")
    record = beside.till.journal.record
    monkeypatch.setattr(beside.till.journal, "record", _torn(record))
    assert beside.refused(GiveBack("r1", "77", pin="2222")) == "storage_busy"
    monkeypatch.setattr(beside.till.journal, "record", record)
    beside.begin()
    assert beside.told(GiveBack("r1", "77", pin="2222"), GivenBack).again, "the commit was on disk after all"
    assert len(beside.till.journal.returns_of(beside.sales[0].sale_id)) == 1


def _torn(record: Callable[..., object]) -> Callable[..., object]:
    """Commit, and let nobody hear of it."""

    def torn(drafts: object) -> object:
        record(drafts)
        raise StorageBusy(path="")

    return torn


def test_a_paper_that_is_not_known_and_a_key_of_another_kind_are_refused(beside: Beside) -> None:
    beside.recalculate()
    assert beside.refused(GiveBack("r1", "99")) == "other_paper_not_found"
    assert beside.refused(GiveBack("k1", "99")) == "beside_key_used"


def test_the_balance_is_told_by_card_and_phone(beside: Beside) -> None:
    for text in (ANNA_CARD, ANNA_PHONE):
        told = beside.told(AskBalance(text), BalanceTold).member
        assert (told.available, told.name) == (500, "Анна К.")
        assert "9123456789" not in told.phone_masked
    assert beside.refused(AskBalance(MILK_CODE)) == "unreadable_code"
    assert beside.refused(AskBalance("+79990000000")) == "unknown_phone"


def test_who_sells_has_a_cashiers_rights_at_most(beside: Beside) -> None:
    beside.till.staff.log_out()
    assert beside.refused(Recalculate("k1", lines=BASKET)) == "not_logged_in"
    assert beside.refused(Recalculate("k1", lines=BASKET, cashier="nobody")) == "beside_no_such_cashier"
    assert beside.refused(Recalculate("k1", lines=BASKET, cashier="a1")) == "not_allowed"
    beside.recalculate(lines=BASKET, cashier="m1")
    assert beside.refused(Confirm("k1")) == "not_logged_in"
    beside.told(Confirm("k1", cashier="m1"), Sold)
    assert beside.sales[0].cashier_id == "m1"
    assert beside.till.world.desk.cashier is None


def test_the_first_basket_of_the_day_opens_the_shift() -> None:
    beside = Beside(FakeTill(language="en"))
    beside.recalculate(lines=BASKET, cashier="c1")
    beside.told(Confirm("k1", cashier="c1"), Sold)
    shift = beside.till.journal.open_shift()
    assert shift is not None
    totals = beside.till.journal.shift_totals(shift.shift_id)
    assert (totals.sales, totals.cash_in_drawer_minor) == (1, 0)


def test_the_own_card_of_whoever_sells_is_refused(beside: Beside) -> None:
    staff_card = next(card for card, account in beside.till.members.cards.items() if account == "maria")
    assert beside.refused(Recalculate("k1", lines=BASKET, member=staff_card)) == "own_card_refused"


def test_refusals_speak_the_language_that_was_asked_for(beside: Beside) -> None:
    said = beside.told(Confirm("k9", language="ru"), RefusedTold).refusal
    assert said.text.startswith("Под этим ключом")
    assert said.next_step


def test_x_and_z_tell_the_other_tills_money_apart_from_our_terminals(beside: Beside) -> None:
    beside.recalculate("k1", total_minor=70_000)
    beside.sale("k1", "118")
    beside.recalculate("k2", total_minor=30_000)
    beside.sale("k2", "119")
    beside.told(GiveBack("r1", "119", pin="3333"), GivenBack)
    report = Shift(beside.till.world).x_report()
    assert report.summary.other_till_minor == 70_000
    assert ("Taken there, no card of ours", "₽700.00") in [
        (block.left, block.right) for block in report.receipt.blocks if isinstance(block, Pair)
    ]


def test_the_tills_own_open_receipt_stays_what_it_is(beside: Beside) -> None:
    beside.till.register.scan(MILK_CODE)
    before = beside.till.register.view().quote
    beside.recalculate(lines=BASKET, member=ANNA_CARD)
    beside.sale()
    assert beside.till.register.view().quote == before
    assert beside.till.world.desk.open_lines == 1
    draft = beside.till.world.desk.draft
    assert draft is not None
    assert draft.member is None


def test_the_audit_line_goes_with_the_sale_in_one_commit(beside: Beside) -> None:
    beside.recalculate()
    facts = len(beside.till.journal.facts)
    beside.sale(paper="77")
    sale, note = beside.till.journal.facts[facts:]
    assert isinstance(sale, Sale)
    assert isinstance(note, Noted)
    assert (note.subject, note.reason, note.amount_minor) == (sale.sale_id, "no:77", sale.paid_minor)


@pytest.mark.parametrize(
    ("policy", "machine", "fiscal", "mode", "source"),
    [
        pytest.param("", "", False, "beside", Source.DEFAULT, id="no fiscal port yet"),
        pytest.param("", "", True, "sale", Source.DEFAULT, id="a fiscal port"),
        pytest.param("", "sale", False, "sale", Source.MACHINE, id="chosen at this machine"),
        pytest.param("beside", "sale", True, "beside", Source.POLICY, id="the shop decides first"),
        pytest.param(
            "nonsense", "beside", True, "beside", Source.MACHINE, id="what is no mode counts as unset"
        ),
    ],
)
def test_the_shop_decides_before_the_machine_and_that_before_the_default(
    policy: str,
    machine: str,
    fiscal: bool,  # noqa: FBT001 - a table
    mode: str,
    source: Source,
) -> None:
    told = mode_of(lambda *_: policy, lambda *_: machine, has_fiscal_port=fiscal)
    assert (told.value, told.source) == (mode, source)


def test_the_port_is_off_until_somebody_opens_it() -> None:
    def unset(_name: str, default: str) -> str:
        return default

    assert port_of(unset, unset) == 0
    assert port_of(unset, lambda *_: "8766") == 8766
    assert port_of(lambda *_: "0", lambda *_: "8766") == 0
    assert port_of(unset, lambda *_: "99999") == 0
