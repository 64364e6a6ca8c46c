"""Laws of the counter under any sequence of keys, answers and failures: no hold is forgotten, no kopeck is lost.

The centre of this test places a hold whenever it is asked, also when its answer is lost on the way. Whatever
happens, each hold ends in exactly one way: one sale captures it, or it is given back. Only a crash may leave
one behind, which then ends by its own time.
"""

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from loyalty_pos.core.problems import Problem, StorageBusy, StorageFull
from loyalty_pos.core.sale import Sale, Tender, TenderKind
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_state import HoldQuestion
from tests.fakes.shift_totals import totals_of
from tests.fakes.till import ANNA_CARD, ANNA_PHONE, BORIS_CARD, BREAD_CODE, COFFEE_CODE, MILK_CODE, FakeTill

SCANS = st.sampled_from(
    [MILK_CODE, BREAD_CODE, COFFEE_CODE, ANNA_CARD, ANNA_PHONE, BORIS_CARD, "46", "garbage"]
)


class CounterMachine(RuleBasedStateMachine):
    """A cashier, a network and a disk, each doing as they like."""

    @initialize()
    def open_till(self) -> None:
        self.till = FakeTill().open("2222")
        self.held: set[str] = set()
        self.abandoned: set[str] = set()
        self.on_the_way: list[tuple[HoldQuestion, HoldResult]] = []

    @rule(text=SCANS)
    def scan(self, text: str) -> None:
        self.till.register.scan(text)

    @rule(points=st.one_of(st.none(), st.integers(0, 600)))
    def want_points(self, points: int | None) -> None:
        self.till.register.want_points(points)

    @rule()
    def member_off(self) -> None:
        self.till.register.detach()

    @precondition(lambda self: self.till.register.view().lines)
    @rule(data=st.data())
    def delete_line(self, data: st.DataObject) -> None:
        line = data.draw(st.sampled_from(self.till.register.view().lines))
        self.till.register.delete_line(line.id, "")

    @rule()
    def cancel(self) -> None:
        self.till.register.clear("")

    # --- the network ----------------------------------------------------------------------------------

    @rule(granted=st.integers(0, 600), lost=st.booleans())
    def centre_is_asked(self, granted: int, lost: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
        question = self.till.register.hold_question()
        if question is None:
            return
        if granted:
            self.held.add(question.op)
        answer = HoldResult(0, 0, reached=False) if lost else HoldResult(min(granted, question.points), 500)
        self.on_the_way.append((question, answer))

    @precondition(lambda self: self.on_the_way)
    @rule(data=st.data(), twice=st.booleans())
    def answer_arrives(self, data: st.DataObject, twice: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
        question, answer = data.draw(st.sampled_from(self.on_the_way))
        if not twice:
            self.on_the_way.remove((question, answer))
        self.till.register.hold_answered(question.op, answer)

    # --- the disk -------------------------------------------------------------------------------------

    @rule(fails=st.sampled_from(["", "", "full", "answer lost"]))
    def pay(self, fails: str) -> None:
        if fails == "full":
            self.till.journal.fails.append(StorageFull("journal.db"))
        if fails == "answer lost":
            self.till.journal.loses_answer.append(StorageBusy("journal.db"))
        try:
            self.till.register.pay_exact()
        except Problem:
            pass
        finally:
            self.till.journal.fails.clear()
            self.till.journal.loses_answer.clear()

    @rule(saved=st.booleans())
    def crash(self, saved: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
        if saved:
            text = self.till.world.desk.take_draft()
            if text is not None:
                self.till.journal.save_draft(text)
        self.abandoned |= self.held
        self.till.restart()
        self.till.register.restore()
        self.till.staff.log_in("2222")

    # --- the laws -------------------------------------------------------------------------------------

    def _settle(self) -> None:
        for op in self.till.world.desk.take_releases():
            self.held.discard(op)
        self.held -= {sale.operation for sale in self._sales()}

    def _sales(self) -> list[Sale]:
        return [fact for fact in self.till.journal.facts if isinstance(fact, Sale)]

    @invariant()
    def every_hold_is_the_current_one_or_an_unanswered_one(self) -> None:
        self._settle()
        current = {self.till.register.view().redemption.op}
        unanswered = {question.op for question, _ in self.on_the_way}
        assert self.held - current - unanswered - self.abandoned == set()

    @invariant()
    def an_operation_is_captured_once(self) -> None:
        operations = [sale.operation for sale in self._sales() if sale.operation]
        assert len(operations) == len(set(operations))
        assert not {sale.operation for sale in self._sales() if not sale.redeemed} - {""}

    @invariant()
    def every_sale_is_paid_exactly(self) -> None:
        sales = self._sales()
        assert all(sum(tender.amount_minor for tender in sale.tenders) == sale.paid_minor for sale in sales)
        for sale in sales:
            due = sale.gross_minor - sale.discount_minor - sale.points_money_minor
            assert sale.paid_minor == due == sum(line.paid_minor for line in sale.lines)
            assert sale.redeemed == sum(line.points for line in sale.lines)

    @invariant()
    def the_drawer_holds_what_was_paid(self) -> None:
        assert totals_of(self.till.journal.facts).cash_minor == sum(sale.paid_minor for sale in self._sales())

    @invariant()
    def nobody_spends_points_twice(self) -> None:
        assert all(
            lot.remaining >= 0 for member in self.till.members.accounts.values() for lot in member.lots
        )

    def teardown(self) -> None:
        if hasattr(self, "till"):
            self.till.register.clear("")
            for question, answer in self.on_the_way:
                self.till.register.hold_answered(question.op, answer)
            self._settle()
            assert self.held <= self.abandoned


TestCounter = pytest.mark.slow(CounterMachine.TestCase)
TestCounter.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


@pytest.mark.parametrize("parts", [(1, 9), (3, 3), (5, 5)])
def test_two_cards_and_the_rest_in_cash(parts: tuple[int, int]) -> None:
    till = FakeTill().open()
    till.register.scan(BREAD_CODE)
    first, second = parts
    tenders = [Tender(TenderKind.CARD, first * 100), Tender(TenderKind.CARD, second * 100)]
    done = till.register.pay([*tenders, Tender(TenderKind.CASH, 5_000)])
    assert done.sale.paid_minor + done.change_minor == (first + second) * 100 + 5_000
