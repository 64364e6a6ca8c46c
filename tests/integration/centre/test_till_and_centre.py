"""Tills with real files and a centre behind real HTTP: sell, cut, return, and the books are the same."""

import threading
import time
from collections.abc import Callable
from uuid import uuid4

import pytest

from loyalty_pos.centre.admin import ArticleItem, MemberItem, account_of
from loyalty_pos.core.basket import Article
from loyalty_pos.core.cards import own_card
from loyalty_pos.core.ids import uuid7
from loyalty_pos.core.leases.value import voucher_subject
from loyalty_pos.core.problems import CentreRefused
from loyalty_pos.core.vouchers.voucher import Voucher, VoucherKind, VoucherState
from loyalty_pos.storage.centre.database import Sql
from loyalty_pos.sync.ports import SyncState
from loyalty_pos.wire.messages import AccountQuery, HoldAnswer, HoldAsk
from loyalty_pos.wiring.centre import RunningCentre
from tests.integration.centre.conftest import OnlineTill, OpenTill

CARD = "2900000000000001"
OP = uuid7(1, bytes(10))
LIFE = {"activate_at_us": 1, "expire_at_us": 0}


def a_member(centre: RunningCentre, points: int) -> str:
    item = MemberItem(CARD, name="Anna Kern", phone="+79120000034", points=points)
    centre.admin.put_members([item])
    return account_of(item)


def eventually(true: Callable[[], bool], within_s: float = 10) -> bool:
    deadline = time.monotonic() + within_s
    while not true() and time.monotonic() < deadline:
        time.sleep(0.01)
    return true()


def balance(till: OnlineTill) -> int:
    member = till.counter.files.members.by_card(CARD)
    assert member is not None
    return sum(lot.remaining for lot in member.lots) - member.debt


def test_a_new_till_learns_everything(centre: RunningCentre, open_till: OpenTill) -> None:
    a_member(centre, 500)
    centre.admin.put_articles([ArticleItem(Article("tea", "Tea", 5_000), ("4600000000017",))])
    till = open_till()

    assert till.worker.run_once().problem is None

    assert balance(till) == 500
    article = till.counter.files.goods.by_barcode("4600000000017")
    assert article is not None
    assert article.price_minor == 5_000


def test_two_tills_sell_apart_and_agree_in_the_end(centre: RunningCentre, open_till: OpenTill) -> None:
    account = a_member(centre, 1_000)
    tills = [open_till("store-1"), open_till("store-2")]
    for till in tills:
        till.worker.run_once()
    for number in range(1, 41):
        till = tills[number % 2]
        name = f"{till.counter.files.identity.place().agent_id}-{number}"
        till.counter.sell(number, sale_id=name, code=name, account_id=account, accrued=10, **LIFE)
    assert balance(tills[0]) == 1_200

    for till in (*tills, *tills):
        state = till.worker.run_once()
        assert (state.waiting, state.problem) == (0, None)

    assert [balance(till) for till in tills] == [1_400, 1_400]
    (line,) = centre.admin.balances()
    assert (line.points_sum, line.entries_sum, line.visits) == (1_400, 1_400, 40)
    assert centre.admin.overview().totals["sale_paid_minor"] == 40 * 10_000


def test_a_sale_reaches_the_centre_by_itself(centre: RunningCentre, open_till: OpenTill) -> None:
    till = open_till()
    states: list[SyncState] = []
    worker = till.new_worker(states.append)
    worker.start()
    assert eventually(lambda: bool(states) and states[-1].online)

    till.counter.sell(1)
    worker.wake()

    assert eventually(lambda: centre.admin.overview().totals.get("sale_count") == 1)
    assert eventually(lambda: worker.state.waiting == 0)
    worker.stop()
    assert states[-1].problem is None


def test_a_dead_centre_costs_the_till_nothing(centre: RunningCentre, open_till: OpenTill) -> None:
    till = open_till()
    till.worker.run_once()
    centre.stop()

    till.counter.sell(1)
    state = till.worker.run_once()

    assert (state.online, state.waiting) == (False, 1)  # the shift was sent before
    assert state.problem is not None
    assert state.problem.code == "centre_unreachable"
    assert not till.holds.ask(OP, "anybody", 5).reached


def test_holds_work_over_the_wire(centre: RunningCentre, open_till: OpenTill) -> None:
    account = a_member(centre, 300)
    here, there = open_till(), open_till("store-2")

    assert here.holds.ask(OP, account, 200).granted == 200
    assert there.holds.ask(uuid7(2, bytes(10)), account, 200).granted == 0
    here.client.release_hold(OP)
    assert there.holds.ask(uuid7(3, bytes(10)), account, 300).granted == 300


def test_two_tills_asking_at_once_never_get_more_than_there_is(
    centre: RunningCentre, open_till: OpenTill
) -> None:
    account = a_member(centre, 1_000)
    till = open_till()
    granted: list[int] = []

    def ask(number: int) -> None:
        answer = till.client.ask_hold(HoldAsk(uuid7(number, bytes(10)), account, 150))
        granted.append(answer.granted)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(granted) == [0] * 6 + [150] * 6


def test_the_manager_searches_from_the_till(centre: RunningCentre, open_till: OpenTill) -> None:
    a_member(centre, 300)

    (found,) = open_till().client.search(AccountQuery("anna")).accounts

    assert (found.name, found.available, found.card_last4) == ("Anna K.", 300, "0001")


def test_whoever_has_a_tills_key_tries_thirty_card_numbers_an_hour_and_no_more(
    centre: RunningCentre, open_till: OpenTill
) -> None:
    """R57 at the centre: a changed till does not stop itself. Names, phones and cards that somebody has do not count."""
    a_member(centre, 300)
    ask = open_till().client.search
    for number in range(30):
        assert ask(AccountQuery(own_card(f"7{number:012}"))).accounts == []
        assert ask(AccountQuery("nobody")).accounts == []

    with pytest.raises(CentreRefused) as refused:
        ask(AccountQuery(own_card("7999999999999")))

    assert refused.value.reason == "too_fast"
    assert ask(AccountQuery("anna")).accounts


def test_whoever_has_a_tills_key_tries_thirty_codes_an_hour_and_no_more_and_is_told_of(
    centre: RunningCentre, open_till: OpenTill
) -> None:
    """R57, T9 at the centre: codes that somebody has count for nothing, until too many others were asked for; points go on."""
    account, known = a_member(centre, 300), 77
    voucher = Voucher(known, VoucherKind.COUPON, "many", VoucherState.ACTIVE, uses_left=100)
    centre.open.books.write(lambda desk: desk.vouchers.put([voucher]))
    till = open_till()

    def ask(subject: str) -> HoldAnswer:
        return till.client.ask_hold(HoldAsk(str(uuid4()), subject, 1))

    for number in range(30):
        assert ask(voucher_subject(known)).granted == 1
        assert ask(voucher_subject(1_000 + number)).reason == "unknown_voucher"
    assert centre.admin.overview().alarms == ()

    for subject in (voucher_subject(5_000), voucher_subject(known)):
        with pytest.raises(CentreRefused) as refused:
            ask(subject)
        assert refused.value.reason == "too_fast"
    assert not till.holds.ask(OP, voucher_subject(known), 1).reached, (
        "an honest till goes on as without a line"
    )

    assert ask(account).granted == 1
    other = open_till()
    assert other.client.ask_hold(HoldAsk(str(uuid4()), voucher_subject(known), 1)).granted == 1
    agent_id = till.counter.files.identity.place().agent_id
    told = [(one.code, one.agent_id, one.subject) for one in centre.admin.overview().alarms]
    assert told == [("unknown_vouchers", agent_id, "centre:30")], "told once a day"


@pytest.mark.parametrize(
    "written", ["2977777{:09}\t", "\u00a02977777{:09}", "29 77777 {:09}\n", "70{:06}", "8912{:07}"]
)
def test_a_guess_counts_however_it_is_written_and_however_short_the_cards_are(
    centre: RunningCentre, open_till: OpenTill, written: str
) -> None:
    """Cards of an older system have eight digits, or eleven like a phone."""
    a_member(centre, 300)
    ask = open_till().client.search
    for number in range(30):
        assert ask(AccountQuery(written.format(number))).accounts == []
        assert ask(AccountQuery("9999")).accounts == [], "the end of a card names nobody's number"
        assert ask(AccountQuery(f"+7912{number:07}")).accounts == [], "a phone as tills ask for it"

    with pytest.raises(CentreRefused) as refused:
        ask(AccountQuery(written.format(31)))

    assert refused.value.reason == "too_fast"


def test_a_till_that_is_shut_out_is_told_so(centre: RunningCentre, open_till: OpenTill) -> None:
    till = open_till()
    agent_id = till.counter.files.identity.place().agent_id
    centre.admin.shut_out(agent_id)
    till.counter.sell(1)

    state = till.worker.run_once()

    assert isinstance(state.problem, CentreRefused)
    assert (state.problem.status, state.problem.reason) == (401, "not_authorised")
    assert till.counter.files.journal.queue().waiting == 2  # the shift and the sale


def test_a_till_whose_history_differs_sends_nothing(open_till: OpenTill) -> None:
    till = open_till()
    till.counter.sell(1)
    till.worker.run_once()
    with till.counter.files.journal_file.writing() as connection:
        connection.execute("DROP TRIGGER IF EXISTS event_never_changes")
        connection.execute("UPDATE event SET hash = 'x' WHERE seq = 2")
    till.counter.sell(2)

    state = till.new_worker().run_once()

    assert state.problem is not None
    assert state.problem.facts() == {"reason": "fork"}
    assert state.waiting == 1


def yesterday(centre: RunningCentre) -> None:
    """Make the centre what its copy of yesterday holds: the member and the till, but nothing that was sold."""

    def forget(sql: Sql) -> None:
        sql.run("DELETE FROM event")
        sql.run("DELETE FROM stream")
        sql.run("DELETE FROM document WHERE kind = 'sale'")
        sql.run("DELETE FROM entry WHERE sale_id <> ''")
        sql.run("DELETE FROM lot WHERE kind = 'base'")

    centre.open.books._database.write(forget)


def test_a_restored_centre_is_refilled_by_its_tills(centre: RunningCentre, open_till: OpenTill) -> None:
    account = a_member(centre, 100)
    till = open_till()
    till.counter.sell(1, account_id=account, accrued=7, **LIFE)
    till.worker.run_once()
    yesterday(centre)
    assert till.counter.files.outbox.watermark() == 2
    assert "sale_count" not in centre.admin.overview().totals

    till.worker.run_once()  # nothing was sold, but the centre contains less of this till than it had
    till.worker.run_once()

    assert till.counter.files.outbox.watermark() == 2
    totals = centre.admin.overview().totals
    assert (totals["events"], totals["sale_count"], totals["points_booked"]) == (2, 1, 107)


def test_the_worker_stops_in_two_seconds_whatever_hangs(open_till: OpenTill) -> None:
    till = open_till()
    till.worker.start()
    began = time.monotonic()

    till.worker.stop()

    assert time.monotonic() - began < 2.5
    till.counter.sell(1)  # the files are the till's own again


@pytest.mark.slow
def test_thirty_days_offline_come_in_within_minutes(centre: RunningCentre, open_till: OpenTill) -> None:
    account = a_member(centre, 0)
    till = open_till()
    facts = [till.counter.a_sale(n, account_id=account, accrued=1, **LIFE) for n in range(1, 2_001)]
    for first in range(0, 2_000, 500):
        till.counter.record(*facts[first : first + 500])

    began = time.monotonic()
    assert till.worker.run_once().waiting == 0

    assert time.monotonic() - began < 60
    assert centre.admin.balances()[0].points_sum == 2_000
