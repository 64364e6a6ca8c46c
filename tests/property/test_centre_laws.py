"""Whatever tills send, in whatever order and however often: the books balance and every event counts once."""

import contextlib
from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loyalty_pos.centre.intake import StreamGap
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Account, Booked
from loyalty_pos.core.ledger import replay
from loyalty_pos.core.sale import Return, Sale
from loyalty_pos.wire.office import StatementAsk
from tests.fakes.centre import Headquarters, Stream, new_uuid
from tests.fakes.till_folder import a_return, a_sale, a_void

ACCOUNTS = ("first", "second", "")
FACTS = ("sale", "redeem", "return", "return elsewhere", "void", "hold")
Step = tuple[str, int, int, int]

histories = st.lists(
    st.tuples(st.sampled_from(FACTS), st.integers(0, 1), st.integers(0, 2), st.integers(1, 400)),
    min_size=6,
    max_size=25,
)
deliveries = st.lists(st.tuples(st.integers(0, 1), st.integers(1, 30), st.integers(1, 30)), max_size=30)


@pytest.fixture(scope="module")
def hq(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Headquarters]:
    """Return one centre for all examples; each has accounts and tills of its own."""
    headquarters = Headquarters(tmp_path_factory.mktemp("laws"))
    yield headquarters
    headquarters.close()


class History:
    """What two tills did, and the sales that may still come back."""

    def __init__(self, hq: Headquarters) -> None:
        self.hq = hq
        self.tills = (hq.till(), hq.till("store-2"))
        self.office = hq.centre.authorise(self.tills[0].place.token)
        self.accounts = [name and f"{name}-{new_uuid()}" for name in ACCOUNTS]
        self.sales: list[tuple[Sale, Stream]] = []
        self.count = 0

    def live(self, step: Step) -> None:
        what, till_no, account_no, points = step
        till, account = self.tills[till_no], self.accounts[account_no]
        match what:
            case "sale":
                self._sell(till, account, accrued=points if account else 0)
            case "redeem":
                self._sell(till, account, redeemed=points if account else 0, operation=new_uuid())
            case "hold":
                self.hq.hold(account, points)
            case _ if self.sales:
                self._undo(what, points)
            case _:
                return

    def _sell(self, till: Stream, account: str, **told: object) -> None:
        name = new_uuid()
        sale = a_sale(1, sale_id=name, code=name, account_id=account, activate_at_us=1, **told)
        till.commit(sale)
        self.sales.append((sale, till))

    def _undo(self, what: str, choice: int) -> None:
        sale, till = self.sales[
            choice % min(3, len(self.sales))
        ]  # few receipts, so that some come back twice
        shares = {"points_back": sale.redeemed, "accrued_back": sale.accrued}
        whole: Return = a_return(sale, qty_milli=2000, return_id=new_uuid(), **shares)
        if what == "return":
            till.commit(whole)
        elif what == "void":
            till.commit(a_void(sale, new_uuid()))
        else:
            self.tills[till is self.tills[0]].commit(whole)

    def deliver(self, till_no: int, first: int, last: int) -> None:
        till = self.tills[till_no]
        batch = till.batch(first, last)
        if batch.events:
            with contextlib.suppress(StreamGap):
                self.hq.centre.push(batch)

    def deliver_the_rest(self) -> None:
        for till in self.tills:
            if till.events:
                answer = self.hq.centre.push(till.batch())
                assert (answer.stored, answer.projected) == (len(till.events), len(till.events))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(history=histories, lost=deliveries)
def test_the_books_balance_whatever_the_network_did(
    hq: Headquarters, history: list[Step], lost: list[tuple[int, int, int]]
) -> None:
    world = History(hq)
    for step in history:
        world.live(step)
    for delivery in lost:
        world.deliver(*delivery)
    world.deliver_the_rest()
    world.deliver_the_rest()

    sold = hq.books.read(lambda desk: desk.documents.of_sales(owners(world)))
    assert {d.document_id for d in sold if d.kind == "sale"} == sale_ids(world)
    mine = {till.agent_id for till in world.tills}
    assert all(line.parked == 0 for line in hq.admin.overview().tills if line.agent_id in mine)
    for sale, _ in world.sales:
        back = [d for d in sold if d.sale_id == sale.sale_id and d.kind != "sale"]
        assert sum(d.redeemed for d in back) <= sale.redeemed
        assert sum(d.accrued for d in back) <= sale.accrued
    for account_id in filter(None, world.accounts):
        books, found = hq.books.read(partial(both_books, account_id))
        if account_id not in found:
            assert not books
            continue
        state = found[account_id].state
        rebuilt = replay(account_id, [booked.entry for booked in books])
        assert {lot for lot in rebuilt.lots if lot.remaining} == {lot for lot in state.lots if lot.remaining}
        assert (rebuilt.debt, rebuilt.balance) == (state.debt, state.balance)
        page = hq.centre.office.statement(world.office, StatementAsk(account_id, "anna"))
        assert page.adds_up
        assert page.now.total == state.balance
        earned = sum(
            d.accrued if d.kind == "sale" else -d.accrued for d in sold if d.account_id == account_id
        )
        spent = sum(
            d.redeemed if d.kind == "sale" else -d.redeemed for d in sold if d.account_id == account_id
        )
        assert state.balance == earned - spent
        assert spent >= 0


def both_books(account_id: str, desk: Desk) -> tuple[list[Booked], dict[str, Account]]:
    return desk.accounts.entries(account_id), desk.accounts.load([account_id], all_lots=[account_id])


def owners(world: History) -> set[tuple[str, str]]:
    return {(sale.account_id or sale.sale_id, sale.sale_id) for sale, _ in world.sales}


def sale_ids(world: History) -> set[str]:
    return {sale.sale_id for sale, _ in world.sales}
