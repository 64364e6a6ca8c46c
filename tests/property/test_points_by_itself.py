"""Whatever the network and the cashier do: a sale takes points by its hold or by the till's right, never more than that.

The centre of this test holds whenever it is asked, also when its answer is lost or late; the till's lease is renewed, its
rights shrink and grow old while receipts are open.
"""

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from loyalty_pos.core.leases.lease import Floors, Holder, Policy
from loyalty_pos.core.leases.rights import Right, Used
from loyalty_pos.core.problems import Problem, StorageBusy
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.ports import HoldResult
from loyalty_pos.till.receipt_state import HoldQuestion
from tests.fakes.till import ANNA_CARD, BORIS_CARD, BREAD_CODE, COFFEE_CODE, MILK_CODE, FakeTill

SCANS = st.sampled_from([MILK_CODE, BREAD_CODE, COFFEE_CODE, ANNA_CARD, ANNA_CARD, BORIS_CARD])
POLICIES = st.builds(
    Policy,
    st.builds(Floors, home=st.integers(0, 400), visited=st.integers(0, 100), guest=st.integers(0, 30)),
    st.integers(0, 500),
    per_sale=st.sampled_from([0, 0, 60]),
)
GRANTS = st.sampled_from([0, 0, 50, 200])


class LonelyTill(RuleBasedStateMachine):
    """A cashier with a customer, a network that does as it likes, and a lease."""

    @initialize(policy=POLICIES, grant=GRANTS)
    def open_till(self, policy: Policy, grant: int) -> None:
        self.till = FakeTill().open("2222")
        self.till.rights.lend(policy, anna=grant)
        self.answers: list[tuple[HoldQuestion, HoldResult]] = []
        self.placed: dict[str, int] = {}
        self.released: list[str] = []
        self.rights_at: dict[str, tuple[Right, int]] = {}

    @rule(text=SCANS)
    def scan(self, text: str) -> None:
        self.till.register.scan(text)

    @rule(points=st.one_of(st.none(), st.integers(0, 500)))
    def press(self, points: int | None) -> None:
        self.till.register.want_points(points)

    @rule(
        card=st.sampled_from([ANNA_CARD, ANNA_CARD, BORIS_CARD]),
        points=st.one_of(st.none(), st.integers(1, 500)),
    )
    def customer_comes(self, card: str, points: int | None) -> None:
        for text in (card, COFFEE_CODE):
            self.till.register.scan(text)
        self.till.register.want_points(points)

    @rule()
    def member_off(self) -> None:
        self.till.register.detach()

    @rule(policy=POLICIES, grant=GRANTS)
    def renew(self, policy: Policy, grant: int) -> None:
        self.till.rights.lend(policy, anna=grant)

    @rule(holder=st.sampled_from(Holder))
    def told_anew(self, holder: Holder) -> None:
        self.till.rights.holders["anna"] = holder

    @rule(hours=st.sampled_from([0.1, 10, 30]))
    def time_passes(self, hours: float) -> None:
        self.till.clock.pass_time(hours=hours)

    @rule(granted=st.integers(0, 500), answer=st.sampled_from(["comes", "lost", "never asked"]))
    def centre_is_asked(self, granted: int, answer: str) -> None:
        question = self.till.register.hold_question()
        if question is None:
            return
        result = HoldResult(0, 0, reached=False)
        if answer != "never asked":
            held = self.placed.setdefault(question.op, min(granted, question.points))
            if answer == "comes":
                result = HoldResult(held, 500, "" if held else "not_enough_points")
        self.answers.append((question, result))

    @precondition(lambda self: self.answers)
    @rule(data=st.data(), twice=st.booleans())
    def answer_arrives(self, data: st.DataObject, twice: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
        question, answer = data.draw(st.sampled_from(self.answers))
        if not twice:
            self.answers.remove((question, answer))
        self.till.register.hold_answered(question.op, answer)

    @rule(fails=st.sampled_from(["", "", "", "answer lost"]))
    def pay(self, fails: str) -> None:
        till = self.till
        view = till.register.view()
        member, view = view.member, till.register.view()
        right = till.rights.right(member.account_id) if member else Right()
        shown = view.quote.payable_minor
        if fails:
            till.journal.loses_answer.append(StorageBusy("journal.db"))
        before = len(self.sales())
        try:
            till.register.pay_exact()
        except Problem:
            pass
        finally:
            till.journal.loses_answer.clear()
        for sale in self.sales()[before:]:
            assert sale.paid_minor == shown, "nobody pays what the screen did not say"
            self.rights_at[sale.sale_id] = right, view.redemption.granted

    def sales(self) -> list[Sale]:
        return [fact for fact in self.till.journal.facts if isinstance(fact, Sale)]

    # --- the laws -------------------------------------------------------------------------------------

    @invariant()
    def points_are_taken_by_a_hold_or_by_the_right_of_that_moment(self) -> None:
        for sale in self.sales():
            right, granted = self.rights_at[sale.sale_id]
            assert (sale.by_grant + sale.by_floor) in {0, sale.redeemed}
            if sale.by_grant or sale.by_floor:
                assert sale.by_grant <= right.grant
                assert sale.by_floor <= right.floor
            else:
                assert sale.redeemed <= granted

    @invariant()
    def an_operation_ends_once(self) -> None:
        self.released += self.till.world.desk.take_releases()
        captured = [sale.operation for sale in self.sales() if sale.operation]
        assert len(captured) == len(set(captured))
        assert not set(captured) & set(self.released)
        assert not {sale.operation for sale in self.sales() if not sale.redeemed} - {""}

    @invariant()
    def nothing_beyond_the_lease_is_counted(self) -> None:
        policy = self.till.rights.policy
        if policy is None:
            return
        for account_id in ("anna", "boris"):
            used: Used = self.till.rights.used(account_id)
            assert used.floor <= policy.floors.highest
            assert used.risk <= policy.risk
            assert used.grant <= self.till.rights.grants.get(account_id, 0)

    def teardown(self) -> None:
        if hasattr(self, "till"):
            self.till.register.clear("")
            for question, answer in self.answers:
                self.till.register.hold_answered(question.op, answer)
            self.an_operation_ends_once()
            captured = {sale.operation for sale in self.sales()}
            assert {op for op, held in self.placed.items() if held} <= captured | set(self.released)


TestLonelyTill = pytest.mark.slow(LonelyTill.TestCase)
TestLonelyTill.settings = settings(max_examples=100, stateful_step_count=40, deadline=None)
