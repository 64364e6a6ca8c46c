"""What a till took by itself is settled whatever it is; what it took too much is told, owed, repaid or written off."""

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from loyalty_pos.centre.items import StaffItem
from loyalty_pos.centre.leases.lost import NotApproved
from loyalty_pos.centre.proof.verifying import Verifying
from loyalty_pos.core.ledger import EntryKind
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.storage.centre import books
from loyalty_pos.storage.centre.books import SqlDesk
from loyalty_pos.storage.centre.database import Row, Sql
from loyalty_pos.wire.messages import HoldAsk, HoldTake
from loyalty_pos.wire.rows import AccountRow
from tests.contract.centre.leases.test_leases_made_out import BALANCED, DAY_US, STRICT, at_home, lent
from tests.fakes.centre import Headquarters, Stream, new_uuid
from tests.fakes.till_folder import a_return, a_sale


def sold(hq: Headquarters, till: Stream, member: str, epoch: int = 1, **facts: object) -> AccountRow:
    """Let a till bring a sale under its lease; return the account as the tills are told."""
    number = len(till.events) + 1
    sale = a_sale(1_000 + number, sale_id=new_uuid(), account_id=member, **facts)
    till.commit(sale, lease_epoch=epoch)
    hq.centre.push(till.batch(number))
    return hq.account(member)


def test_points_taken_from_the_share_lower_nothing_that_was_promised_to_others(hq: Headquarters) -> None:
    hq.admin.set_programme(STRICT)
    till = hq.till()
    member = at_home(hq, till)
    lent(hq, till)
    hq.hold(member, 500)

    row = sold(hq, till, member, redeemed=400, by_grant=400)

    assert (hq.points(member), row.reserved, row.debt) == (600, 600, 0)
    assert hq.hold(member, 1).granted == 0
    assert hq.alarms() == []


def test_points_taken_without_a_guarantee_may_become_a_debt_of_the_till(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED)
    till, other = hq.till(), hq.till("store-2")
    member = hq.member(300)
    lent(hq, till)
    lent(hq, other)

    sold(hq, till, member, redeemed=300, by_floor=300)
    assert sold(hq, other, member, redeemed=200, by_floor=200).debt == 200

    (debt,) = hq.admin.leases.debts()
    assert (debt.agent_id, debt.rest, debt.cause, debt.state) == (other.agent_id, 200, "redemption", "open")
    assert hq.alarms() == ["debt"]
    assert hq.books_balance()


@pytest.mark.parametrize(
    "told",
    [
        pytest.param({"redeemed": 501, "by_floor": 501}, id="more of one member"),
        pytest.param({"redeemed": 10, "by_floor": 10, "epoch": 9}, id="a lease that nobody made out"),
        pytest.param({"redeemed": 10, "by_grant": 10}, id="a share that nobody set aside"),
        pytest.param({"redeemed": 10, "by_floor": 11}, id="more than the sale has"),
        pytest.param({"redeemed": 10, "by_floor": -1}, id="less than nothing"),
        pytest.param({"redeemed": 10, "by_grant": 2**70}, id="no number of points"),
    ],
)
def test_more_than_the_lease_allowed_is_settled_and_told(hq: Headquarters, told: dict[str, int]) -> None:
    hq.admin.set_programme(BALANCED)
    till = hq.till()
    member = hq.member(1_000)
    lent(hq, till)

    row = sold(hq, till, member, **{"epoch": 1, **told})

    assert hq.alarms() == ["spent_beyond_right"]
    assert hq.points(member) == 1_000 - told["redeemed"]
    assert row.debt == 0


@pytest.mark.parametrize("ahead_days", [0, 2], ids=["its clock is right", "its clock is two days ahead"])
def test_a_sale_by_a_hold_that_ended_days_ago_took_nothing_beyond_its_right(
    hq: Headquarters, ahead_days: int
) -> None:
    """A till that comes back after four days with a clock ahead of ours is no thief: the centre itself had said yes."""
    hq.admin.set_programme(BALANCED)
    till = hq.till()
    member = hq.member(1_000)
    lent(hq, till)
    operation, began_us = new_uuid(), hq.clock.us
    assert hq.hold(member, 300, operation).granted == 300
    for _ in range(4):
        hq.clock.us += DAY_US
        hq.hold(member, 1)  # whoever asks next finds the older hold over
        hq.centre.run_daily()

    sold(hq, till, member, redeemed=300, operation=operation, sold_at_us=began_us + ahead_days * DAY_US)

    assert hq.alarms() == []
    assert hq.points(member) == 700


def test_all_members_together_have_a_limit_too(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED + "risk = 600\n")
    till = hq.till()
    first, second = hq.member(500), hq.member(500, card="2900000000000002")
    lent(hq, till)

    sold(hq, till, first, redeemed=400, by_floor=400)
    assert hq.alarms() == []
    sold(hq, till, second, redeemed=300, by_floor=300)
    assert hq.alarms() == ["spent_beyond_right"]


def test_a_debt_is_repaid_from_what_is_earned_later(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED)
    till = hq.till()
    member = hq.member(100)
    lent(hq, till)
    sold(hq, till, member, redeemed=300, by_floor=300)

    sold(hq, till, member, accrued=150)
    sold(hq, till, member)
    assert [(debt.rest, debt.state) for debt in hq.admin.leases.debts()] == [(50, "open")]
    sold(hq, till, member, accrued=150)
    sold(hq, till, member)

    assert hq.admin.leases.debts() == []
    assert [(debt.points, debt.state) for debt in hq.admin.leases.debts(also_ended=True)] == [(200, "repaid")]
    assert hq.books_balance()


def test_a_debt_is_written_off_by_a_person_with_a_reason(hq: Headquarters) -> None:
    member = hq.member(100)
    till = hq.till()
    sold(hq, till, member, redeemed=300)
    who = member

    assert hq.admin.leases.write_off(who, "the customer was right") == 200
    assert hq.admin.leases.write_off(who, "again") == 0

    (debt,) = hq.admin.leases.debts(also_ended=True)
    assert (debt.state, debt.reason) == ("written_off", "the customer was right")
    assert hq.account(member).debt == 0
    assert hq.books_balance()


def test_a_small_debt_is_written_off_by_itself_and_a_larger_one_when_it_is_old(hq: Headquarters) -> None:
    hq.admin.set_programme(BALANCED)
    till = hq.till()
    small, large = hq.member(0), hq.member(0, card="2900000000000002")
    sold(hq, till, small, redeemed=49)
    sold(hq, till, large, redeemed=50)

    done = hq.centre.run_daily()
    assert (done.forgiven, hq.points(small), hq.points(large)) == (49, 0, -50)
    hq.clock.us += 181 * DAY_US
    assert hq.centre.run_daily().forgiven == 50
    assert hq.centre.run_daily().forgiven == 0
    assert hq.books_balance()
    reasons = {debt.account_id: debt.reason for debt in hq.admin.leases.debts(also_ended=True)}
    assert reasons == {small: "debt_write_off_points=50", large: "debt_write_off_days=180"}
    assert [written_off(hq, member) for member in (small, large)] == [
        (49, "debt_write_off_points=50"),
        (50, "debt_write_off_days=180"),
    ], "the book itself says by which rule"


def written_off(hq: Headquarters, member: str) -> tuple[int, str]:
    booked = hq.books.read(lambda desk: desk.accounts.entries(member))
    (entry,) = [one.entry for one in booked if one.entry.kind is EntryKind.DEBT_WRITE_OFF]
    return entry.amount, entry.operation


def test_nothing_is_old_where_the_shop_says_never(hq: Headquarters) -> None:
    hq.admin.set_setting("debt_write_off_days", "0")
    member = hq.member(0)
    sold(hq, hq.till(), member, redeemed=60)
    hq.clock.us += 4_000 * DAY_US

    assert hq.centre.run_daily().forgiven == 0
    assert hq.points(member) == -60


def test_what_somebody_asks_for_and_what_no_till_took_is_not_written_off_by_itself(hq: Headquarters) -> None:
    till = hq.till()
    asked, brought = hq.member(0), hq.member(-30, card="2900000000000002")
    sold(hq, till, asked, redeemed=40)
    assert hq.admin.leases.claim(asked, "phoned") == 40
    hq.clock.us += 400 * DAY_US

    assert hq.centre.run_daily().forgiven == 0
    assert {debt.state for debt in hq.admin.leases.debts()} == {"claimed", "open"}
    assert (hq.points(asked), hq.points(brought)) == (-40, -30)


def test_how_small_and_how_old_is_for_the_shop_to_say(hq: Headquarters) -> None:
    hq.admin.set_setting("debt_write_off_points", "0")
    hq.admin.set_setting("debt_write_off_days", "10")
    member = hq.member(0)
    sold(hq, hq.till(), member, redeemed=5)

    assert hq.centre.run_daily().forgiven == 0
    hq.clock.us += 11 * DAY_US
    assert hq.centre.run_daily().forgiven == 5


def test_a_purchase_brought_back_ends_the_debt_that_it_made(hq: Headquarters) -> None:
    member, till = hq.member(100), hq.till()
    sale = a_sale(1, account_id=member, redeemed=300)
    till.commit(sale)
    till.commit(a_return(sale, points_back=300))
    hq.centre.push(till.batch())

    assert [debt.state for debt in hq.admin.leases.debts(also_ended=True)] == ["returned"]
    assert hq.points(member) == 100


def test_whoever_takes_too_much_twice_in_ninety_days_pays_with_points_only_with_the_centre(
    hq: Headquarters,
) -> None:
    hq.admin.set_programme(BALANCED)
    till = hq.till()
    member = hq.member(0)
    assert not sold(hq, till, member, redeemed=60).online_only
    sold(hq, till, member, accrued=100)
    hq.clock.us += 30 * DAY_US
    assert sold(hq, till, member, redeemed=100).online_only

    hq.clock.us += 95 * DAY_US
    hq.centre.run_daily()
    assert hq.account(member).online_only
    hq.admin.leases.write_off(member, "settled at the desk")
    hq.clock.us += 89 * DAY_US
    hq.centre.run_daily()
    assert hq.account(member).online_only
    hq.clock.us += 2 * DAY_US
    assert hq.centre.run_daily().trusted == 1
    assert not hq.account(member).online_only


def test_where_a_member_bought_last_is_told_first(hq: Headquarters) -> None:
    member = hq.member()
    till = hq.till()
    for store in ("store-1", "store-2", "store-3", "store-4", "store-2"):
        hq.clock.us += DAY_US
        sold(hq, till, member, store_id=store, sold_at_us=hq.clock.us)

    assert hq.account(member).stores == ["store-2", "store-4", "store-3"]


class Listening:
    """Statements of one transaction, written down on their way."""

    def __init__(self, sql: Sql, asked: list[str]) -> None:
        self._sql = sql
        self._asked = asked

    def rows(self, statement: str, *values: object) -> list[Row]:
        self._asked.append(statement)
        return self._sql.rows(statement, *values)

    def run(self, statement: str, *values: object) -> None:
        self._asked.append(statement)
        self._sql.run(statement, *values)

    def many(self, statement: str, rows: Iterable[Row]) -> None:
        listed = list(rows)
        self._asked += [statement] * bool(listed)
        self._sql.many(statement, listed)

    def lock(self, names: Iterable[str]) -> None:
        self._sql.lock(names)


def test_a_till_that_took_nothing_alone_costs_no_question_about_leases(
    hq: Headquarters, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The usual sale asks the database for nothing that it did not ask for before there were leases."""
    hq.admin.set_programme(BALANCED)
    member, till = hq.member(1_000), hq.till()
    lent(hq, till)
    sold(hq, till, member)
    asked: list[str] = []
    monkeypatch.setattr(books, "SqlDesk", lambda sql: SqlDesk(Listening(sql, asked)))

    sold(hq, till, member)

    assert asked, "somebody listens"
    assert not [one for one in asked if re.search(r"\b(FROM|INTO|UPDATE) (lease|debt)", one)]


# --- a till that died in the middle of a sale ---------------------------------------------------------


def ask(member: str, points: int, op: str = "") -> HoldAsk:
    return HoldAsk(op or new_uuid(), member, points)


def test_whoever_finds_the_points_held_hears_by_which_till(hq: Headquarters) -> None:
    dead, next_one = hq.till(), hq.till()
    member, op = hq.member(500), new_uuid()
    hq.centre.ask_hold(ask(member, 400, op), "store-1", dead.agent_id)

    mine = hq.centre.ask_hold(ask(member, 300), "store-1", next_one.agent_id)
    own = hq.centre.ask_hold(ask(member, 300), "store-1", dead.agent_id)

    assert (mine.reason, mine.held, mine.held_op, mine.held_till) == ("held_elsewhere", 400, op, 1)
    assert own.reason == "not_enough_points"


def test_a_manager_gives_the_hold_of_a_dead_till_to_its_neighbour(hq: Headquarters) -> None:
    dead, next_one = hq.till(), hq.till()
    member, op = hq.member(500), new_uuid()
    hq.centre.ask_hold(ask(member, 400, op), "store-1", dead.agent_id)
    speaker = hq.centre.authorise(next_one.place.token)

    answer = hq.centre.take_hold(speaker, op, HoldTake(member, "boris"))
    again = hq.centre.take_hold(speaker, op, HoldTake(member, "boris"))

    assert (answer.available, answer.reason, again.reason) == (500, "released", "released")
    assert hq.hold(member, 500).granted == 500
    (alarm,) = hq.admin.overview().alarms
    assert (alarm.code, alarm.agent_id, alarm.subject) == (
        "hold_taken",
        next_one.agent_id,
        f"boris:{member}",
    )


def test_whoever_hears_of_a_hold_that_was_taken_over_knows_whose_it_was(hq: Headquarters) -> None:
    first, next_one = hq.till(), hq.till()
    member, op = hq.member(500), new_uuid()
    hq.centre.ask_hold(HoldAsk(op, member, 400, cashier_id="anna"), "store-1", first.agent_id)
    same = hq.centre.ask_hold(HoldAsk(op, member, 400, cashier_id="maria"), "store-1", first.agent_id)
    assert same.granted == 400, "the next cashier asks again: the same hold, of who asked first"

    hq.centre.take_hold(hq.centre.authorise(next_one.place.token), op, HoldTake(member, "boris"))

    (alarm,) = hq.admin.overview().alarms
    assert (alarm.code, alarm.subject) == ("hold_taken", f"boris:{member}:anna")


@pytest.mark.parametrize(("told", "kept"), [("x" * 10_000, f":{'x' * 64}"), ("an\x00na", ""), ("a\nb", "")])
def test_no_hold_fails_for_the_name_of_who_asked(hq: Headquarters, told: str, kept: str) -> None:
    first, next_one = hq.till(), hq.till()
    member, op = hq.member(500), new_uuid()
    asked = HoldAsk(op, member, 400, cashier_id=told)
    assert hq.centre.ask_hold(asked, "store-1", first.agent_id).granted == 400

    hq.centre.take_hold(hq.centre.authorise(next_one.place.token), op, HoldTake(member, "boris"))

    (alarm,) = hq.admin.overview().alarms
    assert alarm.subject == f"boris:{member}{kept}"


def test_the_dead_till_that_sold_after_all_is_settled(hq: Headquarters) -> None:
    dead, next_one = hq.till(), hq.till()
    member, op = hq.member(500), new_uuid()
    hq.centre.ask_hold(ask(member, 400, op), "store-1", dead.agent_id)
    hq.centre.take_hold(hq.centre.authorise(next_one.place.token), op, HoldTake(member, "boris"))
    sold(hq, next_one, member, redeemed=500)

    assert sold(hq, dead, member, redeemed=400, operation=op).debt == 400
    assert hq.books_balance()


def test_only_a_manager_and_only_of_this_account(hq: Headquarters) -> None:
    till, member, op = hq.till(), hq.member(500), new_uuid()
    hq.hold(member, 400, op)
    hq.admin.put_staff(
        [StaffItem("anna", "Anna", "cashier", "x"), StaffItem("boris", "Boris", "manager", "x")]
    )
    speaker = hq.centre.authorise(till.place.token)

    with pytest.raises(NotApproved):
        hq.centre.take_hold(speaker, op, HoldTake(member, "anna"))
    with pytest.raises(BadMessage):
        hq.centre.take_hold(speaker, op, HoldTake("somebody else", "boris"))
    with pytest.raises(BadMessage):
        hq.centre.take_hold(speaker, new_uuid(), HoldTake(member, "boris"))
    assert hq.centre.take_hold(speaker, op, HoldTake(member, "boris")).available == 500


def test_the_office_sees_what_is_held_and_gives_it_back(hq: Headquarters) -> None:
    till, member, op = hq.till(), hq.member(500), new_uuid()
    hq.centre.ask_hold(ask(member, 400, op), "store-1", till.agent_id)

    (line,) = hq.admin.leases.holds()
    assert (line.op, line.account_id, line.points, line.till_no) == (op, member, 400, 1)
    assert hq.admin.leases.release(op)
    assert not hq.admin.leases.release(op)
    assert hq.admin.leases.holds() == []
    assert hq.hold(member, 500).granted == 500


def test_verifying_finds_a_share_or_a_debt_that_nothing_explains(hq: Headquarters) -> None:
    hq.admin.set_programme(STRICT)
    till = hq.till()
    member = at_home(hq, till)
    lent(hq, till)
    sold(hq, till, hq.member(10, card="2900000000000002"), redeemed=30)
    verifying = Verifying(hq.books)
    assert all(checked.is_whole for checked in verifying.accounts())

    hq.books.write(lambda desk: desk.set_aside.put_shares((till.agent_id, "life-1"), {member: ()}))
    debts = [replace(debt, rest=7) for debt in hq.admin.leases.debts()]
    hq.books.write(lambda desk: desk.debts.put(debts))

    assert sorted(checked.differs for checked in verifying.accounts()) == [13, 500]
