"""Events come in once, in order, unchanged; what cannot be applied waits aside and holds nobody up."""

from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest

from loyalty_pos.centre.centre import Centre
from loyalty_pos.centre.intake import StreamForked, StreamGap
from loyalty_pos.centre.ports import Desk, Result
from loyalty_pos.core.dates import micros
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.storage.centre.books import CentreSecrets
from loyalty_pos.wire.messages import Parked
from tests.fakes.centre import MINUTE_US, Headquarters
from tests.fakes.till_folder import NOON, a_return, a_sale, a_void

LIFE = {"activate_at_us": 1, "expire_at_us": 0}


def test_a_sale_is_stored_and_its_points_are_booked(hq: Headquarters) -> None:
    member, till = hq.member(), hq.till()

    pushed = hq.send(till, a_sale(1, account_id=member, accrued=500, **LIFE))

    assert (pushed.stored, pushed.projected, pushed.head_hash) == (1, 1, till.events[0].hash)
    assert hq.points(member) == 500
    assert (hq.account(member).spend_minor, hq.account(member).visits) == (10_000, 1)


def test_sending_a_batch_again_changes_nothing(hq: Headquarters) -> None:
    member, till = hq.member(300), hq.till()
    hq.send(till, a_sale(1, account_id=member, accrued=500, **LIFE), a_sale(2))
    before = hq.admin.overview().totals

    again = [hq.centre.push(till.batch(first)) for first in (1, 2, 1)]

    assert {(answer.stored, answer.projected) for answer in again} == {(2, 2)}
    assert hq.admin.overview().totals == before


def test_a_batch_that_overlaps_brings_only_what_is_new(hq: Headquarters) -> None:
    till = hq.till()
    hq.send(till, a_sale(1), a_sale(2))
    till.commit(a_sale(3))

    assert hq.centre.push(till.batch(2)).stored == 3
    assert hq.admin.overview().totals["sale_count"] == 3


def test_nothing_behind_a_gap_is_stored(hq: Headquarters) -> None:
    till = hq.till()
    for number in range(1, 5):
        till.commit(a_sale(number))
    hq.centre.push(till.batch(1, 1))

    with pytest.raises(StreamGap) as refused:
        hq.centre.push(till.batch(3))

    assert refused.value.expect == 2
    assert hq.centre.hello(till.agent_id, till.incarnation).stored == 1


def test_another_history_under_the_same_number_is_a_fork(hq: Headquarters) -> None:
    till = hq.till()
    hq.send(till, a_sale(1), a_sale(2))
    twin = replace(till, events=till.events[:1])
    twin.commit(a_sale(99))

    with pytest.raises(StreamForked):
        hq.centre.push(twin.batch(1))
    assert hq.alarms() == ["fork"]
    assert hq.admin.overview().tills[0].quarantined

    till.commit(a_sale(3))
    with pytest.raises(StreamForked):
        hq.centre.push(till.batch(3))
    with pytest.raises(StreamForked):
        hq.centre.hello(till.agent_id, till.incarnation)
    assert hq.admin.overview().totals["events"] == 2


def test_a_copied_disk_that_goes_on_by_itself_is_a_fork(hq: Headquarters) -> None:
    till = hq.till()
    till.commit(a_sale(1))
    twin = replace(till, events=list(till.events))
    hq.centre.push(till.batch(1))
    hq.send(till, a_sale(2))
    twin.commit(a_sale(98))
    twin.commit(a_sale(99))

    with pytest.raises(StreamForked):
        hq.centre.push(twin.batch(3))


def test_a_changed_byte_is_noticed(hq: Headquarters) -> None:
    till = hq.till()
    event = till.commit(a_sale(1))
    till.events[0] = msgspec.structs.replace(event, body=event.body.replace("10000", "10001"))

    with pytest.raises(BadMessage):
        hq.centre.push(till.batch(1))
    assert hq.admin.overview().totals["events"] == 0


def test_events_of_somebody_else_are_not_taken(hq: Headquarters) -> None:
    mine, other = hq.till(), hq.till()
    other.commit(a_sale(1))

    with pytest.raises(BadMessage):
        hq.centre.push(msgspec.structs.replace(other.batch(1), agent_id=mine.agent_id))


def test_an_event_id_comes_once_in_the_life_of_a_till(hq: Headquarters) -> None:
    till = hq.till()
    first = till.commit(a_sale(1))
    hq.centre.push(till.batch(1))
    till.commit(a_sale(2), id=first.id)

    with pytest.raises(StreamForked):
        hq.centre.push(till.batch(2))


def test_a_kind_of_a_newer_till_waits_aside(hq: Headquarters) -> None:
    member, till = hq.member(), hq.till()
    till.commit(a_sale(1), kind="lottery_drawn")
    till.commit(a_sale(2, account_id=member, accrued=70, **LIFE))

    pushed = hq.centre.push(till.batch(1))

    assert (pushed.stored, pushed.projected) == (2, 2)
    assert pushed.parked == [Parked(1, "unknown_kind")]
    assert hq.points(member) == 70
    assert hq.admin.overview().tills[0].parked == 1


@pytest.mark.parametrize(
    ("told", "code"),
    [
        pytest.param({"body": "{}"}, "bad_body", id="a body without its fields"),
        pytest.param({"body": "\x00 no json"}, "bad_body", id="a body that is no JSON"),
    ],
)
def test_a_poisoned_event_does_not_stop_the_queue(
    hq: Headquarters, told: dict[str, object], code: str
) -> None:
    till = hq.till()
    till.commit(a_sale(1), None, **told)
    till.commit(a_sale(2))

    pushed = hq.centre.push(till.batch(1))

    assert pushed.parked == [Parked(1, code)]
    assert pushed.projected == 2
    assert hq.alarms() == [code]
    assert hq.admin.overview().totals["sale_count"] == 1


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({"account_id": "a\x00b"}, id="a control character in an id"),
        pytest.param({"sale_id": "x" * 101}, id="an id without end"),
        pytest.param({"paid_minor": 2**64}, id="more money than there is"),
        pytest.param({"accrued": -5}, id="points below nothing"),
        pytest.param(
            {"account_id": "m", "redeemed": 5, "sold_at_us": 2**62}, id="a date beyond all calendars"
        ),
    ],
)
def test_a_sale_that_cannot_be_right_waits_aside(hq: Headquarters, facts: dict[str, object]) -> None:
    till = hq.till()

    pushed = hq.send(till, a_sale(1, **facts), a_sale(2))

    assert [parked.seq for parked in pushed.parked] == [1]
    assert hq.admin.overview().totals["sale_count"] == 1


def test_a_return_waits_for_its_sale(hq: Headquarters) -> None:
    member, here, there = hq.member(), hq.till(), hq.till("store-2")
    sale = a_sale(1, account_id=member, accrued=500, **LIFE)

    early = hq.send(there, a_return(sale, accrued_back=250))
    assert early.parked == [Parked(1, "sale_unknown")]

    hq.send(here, sale)
    assert hq.points(member) == 250
    assert hq.account(member).spend_minor == 5_000
    assert hq.admin.overview().totals["parked"] == 0

    hq.centre.push(there.batch(1))
    assert hq.points(member) == 250


def test_one_receipt_is_not_given_back_twice(hq: Headquarters) -> None:
    member, here, there = hq.member(400), hq.till(), hq.till("store-2")
    sale = a_sale(1, account_id=member, redeemed=400, accrued=90, **LIFE)
    whole = {"qty_milli": 2000, "points_back": 400, "accrued_back": 90}
    hq.send(here, sale, a_return(sale, 1, **whole))
    assert hq.points(member) == 400

    hq.send(there, a_return(sale, 2, **whole))

    assert hq.points(member) == 400
    assert "returned_twice" in hq.alarms()


def test_goods_brought_back_twice_count_once_against_what_the_member_has_spent(hq: Headquarters) -> None:
    member, here, there = hq.member(spend_minor=90_000, visits=7), hq.till(), hq.till("store-2")
    sale = a_sale(1, account_id=member)
    hq.send(here, sale, a_return(sale, 1))

    hq.send(there, a_return(sale, 2, 2000))
    hq.send(there, a_return(sale, 3))

    assert (hq.account(member).spend_minor, hq.account(member).visits) == (90_000, 8)
    assert hq.admin.overview().totals["return_paid_minor"] == 20_000, (
        "the money that was given out stays as it was"
    )


def test_a_sale_undone_twice_is_one_visit_less(hq: Headquarters) -> None:
    member, here, there = hq.member(spend_minor=90_000, visits=7), hq.till(), hq.till("store-2")
    sale = a_sale(1, account_id=member)
    hq.send(here, sale, a_void(sale))

    hq.send(there, a_void(sale, "void-2"), a_return(sale, 1, 2000))

    assert (hq.account(member).spend_minor, hq.account(member).visits) == (90_000, 7)
    assert hq.alarms() == ["returned_twice", "returned_twice"]


def test_a_void_undoes_the_whole_sale(hq: Headquarters) -> None:
    member, till = hq.member(400), hq.till()
    sale = a_sale(1, account_id=member, redeemed=150, accrued=90, **LIFE)

    hq.send(till, sale, a_void(sale))

    assert hq.points(member) == 400
    assert (hq.account(member).spend_minor, hq.account(member).visits) == (0, 0)


def test_the_same_sale_from_a_restored_disk_counts_once(hq: Headquarters) -> None:
    member, till = hq.member(), hq.till()
    sale = a_sale(1, account_id=member, accrued=500, **LIFE)
    hq.send(till, sale)
    restored = replace(till, incarnation="life-2", events=[])

    pushed = hq.send(restored, sale)

    assert [parked.seq for parked in pushed.parked] == [1]
    assert hq.points(member) == 500


def test_points_that_were_not_there_become_a_debt(hq: Headquarters) -> None:
    member, till = hq.member(100), hq.till()

    hq.send(till, a_sale(1, account_id=member, redeemed=130))
    assert (hq.points(member), hq.account(member).debt) == (-30, 30)
    assert "debt" in hq.alarms()

    hq.send(till, a_sale(2, account_id=member, accrued=50, **LIFE))
    assert hq.points(member) == 20


def test_projecting_again_after_a_crash_changes_nothing(hq: Headquarters) -> None:
    member, till = hq.member(200), hq.till()
    sale = a_sale(1, account_id=member, redeemed=100, accrued=40, **LIFE)
    hq.send(till, sale, a_return(sale, accrued_back=20, points_back=50), a_sale(2))
    before, points = hq.admin.overview().totals, hq.points(member)

    def forget_projection(desk: Desk) -> None:
        desk.streams.put(replace(desk.streams.get(till.agent_id, till.incarnation), projected=0))

    hq.books.write(forget_projection)
    hq.restart()
    assert hq.centre.catch_up() == 1

    assert hq.admin.overview().totals == before
    assert hq.points(member) == points
    assert hq.centre.hello(till.agent_id, till.incarnation).projected == 3


def test_what_is_stored_is_acknowledged_even_when_booking_fails(
    hq: Headquarters, monkeypatch: pytest.MonkeyPatch
) -> None:
    member, till = hq.member(), hq.till()
    with monkeypatch.context() as broken:
        broken.setattr("loyalty_pos.centre.batch.Batch.save", lambda _: 1 // 0)
        pushed = hq.send(till, a_sale(1, account_id=member, accrued=60, **LIFE))
    assert (pushed.stored, pushed.projected) == (1, 0)

    assert hq.centre.hello(till.agent_id, till.incarnation).projected == 1
    assert hq.points(member) == 60


def test_each_account_has_its_own_chain(hq: Headquarters) -> None:
    member, till = hq.member(200), hq.till()
    hq.send(till, a_sale(1, account_id=member, redeemed=100, accrued=40, **LIFE))

    book = hq.books.read(lambda desk: desk.accounts.entries(member))
    head = hq.books.read(lambda desk: desk.accounts.load([member]))[member].head

    assert [booked.position for booked in book] == [1, 2, 3]
    assert (head.version, head.head_hash) == (3, book[-1].hash)
    assert hq.books_balance()


def test_what_the_database_refuses_waits_aside_and_the_rest_goes_on(hq: Headquarters) -> None:
    member, here, there = hq.member(), hq.till(), hq.till("store-2")
    first = here.commit(a_sale(1, account_id=member, accrued=10, **LIFE))
    hq.centre.push(here.batch())
    # a broken random source: another till's event under the same id would be the same entry of the account
    there.commit(a_sale(2, account_id=member, accrued=10, **LIFE))
    there.commit(a_sale(3, account_id=member, accrued=10, **LIFE), id=first.id)
    there.commit(a_sale(4, account_id=member, accrued=10, **LIFE))

    pushed = hq.centre.push(there.batch())

    assert pushed.parked == [Parked(2, "cannot_store")]
    assert (pushed.stored, pushed.projected) == (3, 3)
    assert hq.points(member) == 30
    assert hq.books_balance()


def test_points_come_back_into_the_lot_they_came_from(hq: Headquarters) -> None:
    end_us = micros(NOON) + 300 * 24 * 60 * MINUTE_US
    member, till = hq.member(400, expire_us=end_us), hq.till()
    sale = a_sale(1, account_id=member, redeemed=400, sold_at_us=micros(NOON))
    hq.send(till, sale)
    assert hq.account(member).lots == []

    hq.send(till, a_return(sale, qty_milli=2000, points_back=400))

    (lot,) = hq.account(member).lots
    assert (lot.remaining, lot.expire_us, lot.kind) == (400, end_us, "opening")


class LostKeys(CentreSecrets):
    """A keyfile that broke while the centre runs: nothing can be projected."""

    @property
    def lookup_key(self) -> bytes:
        raise LookupError


def test_a_centre_that_cannot_project_still_greets_its_tills_and_stores_what_they_send(
    hq: Headquarters,
) -> None:
    till, ailing = hq.till(), Centre(hq.books, hq.clock, LostKeys(hq.vault))
    for number in (1, 2):
        till.commit(a_sale(number))
        assert ailing.push(till.batch(number)).stored == number
        greeted = ailing.hello(till.agent_id, till.incarnation)
        assert (greeted.stored, greeted.projected) == (number, 0)

    assert hq.centre.hello(till.agent_id, till.incarnation).projected == 2
    assert hq.admin.overview().totals["sale_count"] == 2


def test_a_usual_batch_is_stored_and_booked_in_one_transaction(hq: Headquarters) -> None:
    class Counting:
        """The books, counting what is written."""

        written = 0

        def read(self, work: Callable[[Desk], Result]) -> Result:
            return hq.books.read(work)

        def write(self, work: Callable[[Desk], Result]) -> Result:
            self.written += 1
            return hq.books.write(work)

    books, member, till = Counting(), hq.member(), hq.till()
    till.commit(a_sale(1, account_id=member, accrued=70, **LIFE))

    pushed = Centre(books, hq.clock, hq.secrets).push(till.batch(1))

    assert (pushed.stored, pushed.projected, books.written, hq.points(member)) == (1, 1, 1, 70)
