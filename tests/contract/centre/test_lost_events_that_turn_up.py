"""What was called lost and turns up is taken once, in its place; whatever else calls itself so is refused (I5, R22)."""

import msgspec
import pytest

from loyalty_pos.centre.intake import StreamForked
from loyalty_pos.centre.proof.filling import Filling
from loyalty_pos.centre.proof.verifying import Verifying
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.events import sign_chain
from tests.fakes.centre import Headquarters, Stream
from tests.fakes.till_folder import a_return, a_sale

LIFE = {"activate_at_us": 1, "expire_at_us": 0}
SALES = 9
FIRST, LAST = 3, 6


@pytest.fixture
def member(hq: Headquarters) -> str:
    return hq.member()


@pytest.fixture
def till(hq: Headquarters, member: str) -> Stream:
    """Return a till that sold nine times and whose events 3 to 6 were called lost."""
    till = hq.till()
    for number in range(1, SALES + 1):
        till.commit(a_sale(number, account_id=member, accrued=10, **LIFE))
    hq.centre.push(till.batch(1, FIRST - 1))
    hq.centre.push(msgspec.structs.replace(till.batch(LAST + 1), lost_from=FIRST))
    assert hq.points(member) == 10 * (SALES - (LAST - FIRST + 1))
    return till


def filling_of(hq: Headquarters) -> Filling:
    return Filling(hq.books, hq.clock, hq.secrets)


def lost(hq: Headquarters) -> int:
    (stream,) = Verifying(hq.books).streams()
    assert stream.is_whole
    return stream.lost


def test_all_of_it_in_its_place_and_nothing_is_lost_any_more(
    hq: Headquarters, till: Stream, member: str
) -> None:
    filling, before = filling_of(hq), hq.centre.hello(till.agent_id, till.incarnation)
    assert lost(hq) == LAST - FIRST + 1
    assert filling.fill(till.batch(FIRST, LAST)) == []
    assert hq.points(member) == 10 * SALES
    assert (lost(hq), filling.holes(till.agent_id, till.incarnation)) == (0, [])
    assert "journal_filled" in hq.alarms()
    after = hq.centre.hello(till.agent_id, till.incarnation)
    assert (after.stored, after.projected, after.head_hash) == (
        before.stored,
        before.projected,
        before.head_hash,
    )
    assert hq.books_balance()


def test_a_second_time_it_is_refused_and_changes_nothing(hq: Headquarters, till: Stream, member: str) -> None:
    filling = filling_of(hq)
    filling.fill(till.batch(FIRST, LAST))
    with pytest.raises(BadMessage, match="not lost"):
        filling.fill(till.batch(FIRST, LAST))
    assert hq.points(member) == 10 * SALES


@pytest.mark.parametrize(
    ("pieces", "left"),
    [([(3, 3)], [(4, 6)]), ([(6, 6)], [(3, 5)]), ([(4, 5)], [(3, 3), (6, 6)]), ([(5, 5), (3, 4)], [(6, 6)])],
)
def test_a_part_of_it_leaves_the_rest_lost(
    hq: Headquarters, till: Stream, member: str, pieces: list[tuple[int, int]], left: list[tuple[int, int]]
) -> None:
    filling = filling_of(hq)
    for first, last in pieces:
        filling.fill(till.batch(first, last))
    assert filling.holes(till.agent_id, till.incarnation) == left
    still = sum(last - first + 1 for first, last in left)
    assert (lost(hq), hq.points(member)) == (still, 10 * (SALES - still))


def test_a_number_that_nobody_called_lost_is_refused(hq: Headquarters, till: Stream, member: str) -> None:
    till.commit(a_sale(10, account_id=member, accrued=10, **LIFE))
    for first, last in ((1, 2), (2, 3), (6, 7), (7, 9), (10, 10)):
        with pytest.raises(BadMessage, match="not lost"):
            filling_of(hq).fill(till.batch(first, last))


def test_an_event_that_its_neighbours_do_not_know_is_refused(
    hq: Headquarters, till: Stream, member: str
) -> None:
    """Another history of the same till, made from another disk: the edges of the hole name it not."""
    for first, last in ((3, 3), (6, 6), (3, 6)):
        batch, prev, strange = till.batch(first, last), "e" * 64, []
        for event in batch.events:
            told = event.id[:-4] + "eeee"
            strange.append(sign_chain(msgspec.structs.replace(event, id=told, prev=prev)))
            prev = strange[-1].hash
        with pytest.raises(StreamForked):
            filling_of(hq).fill(msgspec.structs.replace(batch, events=strange))
    assert hq.points(member) == 10 * (SALES - (LAST - FIRST + 1))


def test_a_return_that_waited_for_such_a_sale_is_applied_with_it(
    hq: Headquarters, till: Stream, member: str
) -> None:
    sale = a_sale(4, account_id=member, accrued=10, **LIFE)
    hq.send(till, a_return(sale))
    assert hq.admin.overview().totals["parked"] == 1
    filling_of(hq).fill(till.batch(FIRST, LAST))
    assert hq.admin.overview().totals["parked"] == 0
    assert hq.books_balance()


def test_one_that_cannot_be_read_waits_aside_and_the_others_count(hq: Headquarters, member: str) -> None:
    till = hq.till()
    for number in range(1, 5):
        sale = a_sale(number, account_id=member, accrued=10, **LIFE)
        till.commit(sale, None, body="{}") if number == 2 else till.commit(sale)
    hq.centre.push(msgspec.structs.replace(till.batch(4), lost_from=1))
    parks = filling_of(hq).fill(till.batch(1, 3))
    assert [(park.seq, park.code) for park in parks] == [(2, "bad_body")]
    assert hq.points(member) == 30
