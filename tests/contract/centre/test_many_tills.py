"""Batches, what tills say of themselves, and a dead till's successor, on both databases."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from loyalty_pos.centre.fleet.desk import BatchNotToApprove, FleetDesk, Wanted
from loyalty_pos.centre.fleet.replacing import Handed, Handing
from loyalty_pos.centre.imports.source import SourceRow, table_from_cells
from loyalty_pos.core.office.refusals import SamePerson
from loyalty_pos.core.problems import EnrolmentRefused
from loyalty_pos.core.release import DAY_US
from loyalty_pos.storage.sealing import new_device_key, signing_key
from loyalty_pos.wire.fleet import About, about_text
from loyalty_pos.wire.messages import Enrol, Enrolled
from loyalty_pos.wire.signing.joining import host_text, read_code
from tests.contract.centre.leases.test_leases_made_out import BALANCED, STRICT, at_home, lent
from tests.fakes.centre import MINUTE_US, Headquarters, Stream
from tests.fakes.till_folder import a_sale


def desk(hq: Headquarters) -> FleetDesk:
    return FleetDesk(hq.books, hq.clock, hq.secrets)


def rows(*hosts: str) -> Iterable[SourceRow]:
    """Return a list of machines; ``name=7`` is to be till 7."""
    cells = ([host, "store-1", number] for host, _, number in (one.partition("=") for one in hosts))
    return table_from_cells([["host", "store", "till"], *cells], "list")


def opened(hq: Headquarters, *hosts: str, days: int = 2, most: int = 0) -> str:
    """Return the code of a batch that is approved."""
    batch, told = desk(hq).make(rows(*hosts), "list", Wanted("igor", days, most))
    assert batch is not None, told.refused
    return desk(hq).approve(batch.batch_id, "olga")


def come(hq: Headquarters, code: str, host: str, private: str = "") -> Enrolled:
    key = signing_key(private or new_device_key()[0])
    proof = key.sign(host_text(host, key.public, "life"))
    ask = Enrol(read_code(code).secret, key.public, "life", "test", host=host, proof=proof)
    return hq.centre.enrol(ask)


def refused(hq: Headquarters, code: str, host: str) -> str:
    with pytest.raises(EnrolmentRefused) as caught:
        come(hq, code, host)
    return caught.value.reason


def test_places_are_given_by_name_once_and_numbers_go_on(hq: Headquarters) -> None:
    code = opened(hq, "uno", "dos", "tres", most=2)
    assert [come(hq, code, host).till_no for host in ("dos", "uno")] == [1, 2]
    assert [refused(hq, code, host) for host in ("uno", "cuatro", "tres")] == [
        *("host_taken", "unknown_host", "batch_full")
    ]
    (line,) = desk(hq).batches()
    assert (line.state, line.taken, len(line.places)) == ("open", 2, 3)


def test_a_number_that_a_list_keeps_for_a_machine_is_given_to_no_other(hq: Headquarters) -> None:
    """The machine of that number would stand in its shop and be told that another till has it."""
    code = opened(hq, "uno=1", "dos", "tres=3")
    waits, _ = desk(hq).make(rows("seis=6"), "list", Wanted("igor", 2))
    assert waits is not None

    def with_a_code() -> int:
        return hq.till().place.till_no

    assert (with_a_code(), come(hq, code, "dos").till_no) == (2, 4)
    assert [come(hq, code, host).till_no for host in ("tres", "uno")] == [3, 1]
    assert [with_a_code(), with_a_code()] == [5, 7], "6 is kept by a list that is not approved yet"
    ended, _ = desk(hq).make(rows("ocho=8", "nueve=9"), "list", Wanted("igor", 2))
    assert ended is not None
    desk(hq).end(ended.batch_id, "olga")
    assert with_a_code() == 8, "a batch that was taken back keeps nothing"


def test_the_owner_of_the_key_is_told_again_also_when_the_batch_is_over(hq: Headquarters) -> None:
    private, code = new_device_key()[0], opened(hq, "uno", "dos")
    first = come(hq, code, "uno", private)
    hq.clock.us += 3 * DAY_US
    again = come(hq, code, "uno", private)
    assert (again.agent_id, again.till_no) == (first.agent_id, first.till_no)
    assert again.token != first.token
    assert refused(hq, code, "dos") == "batch_over"


def test_a_proof_for_another_machine_is_none(hq: Headquarters) -> None:
    key, code = signing_key(new_device_key()[0]), opened(hq, "uno", "dos")
    public = key.public
    proof = key.sign(host_text("uno", public, "life"))
    ask = Enrol(read_code(code).secret, public, "life", "test", host="uno", proof=proof)
    assert hq.centre.enrol(ask).till_no == 1
    stolen = Enrol(
        ask.code, public, "life", "test", host="uno", proof=key.sign(host_text("dos", public, "life"))
    )
    with pytest.raises(EnrolmentRefused):
        hq.centre.enrol(stolen)


def test_a_batch_ends_and_is_approved_once_by_another_person(hq: Headquarters) -> None:
    batch, _ = desk(hq).make(rows("uno"), "list", Wanted("igor", 1))
    assert batch is not None
    with pytest.raises(SamePerson):
        desk(hq).approve(batch.batch_id, "igor")
    code = desk(hq).approve(batch.batch_id, "olga")
    with pytest.raises(BatchNotToApprove):
        desk(hq).approve(batch.batch_id, "olga")
    desk(hq).end(batch.batch_id, "olga")
    assert refused(hq, code, "uno") == "batch_revoked"
    assert refused(hq, code[::-1], "uno") == "wrong_batch"


def test_a_guess_at_a_batch_costs_the_open_codes_nothing(hq: Headquarters) -> None:
    one_time = hq.admin.make_code("store-1")
    for _ in range(6):
        assert refused(hq, "A" * 48, "uno") == "wrong_batch"
    assert hq.centre.enrol(Enrol(read_code(one_time).secret, "device", "life", "test")).till_no == 1


def test_what_a_till_says_is_kept_and_the_worst_stands_first(hq: Headquarters) -> None:
    code = opened(hq, "uno", "dos")
    well, ill = come(hq, code, "uno"), come(hq, code, "dos")
    hq.centre.words.heard(well.agent_id, "life", about_text(About(app="1")))
    hq.centre.words.heard(ill.agent_id, "life", about_text(About(app="1", queue=600)))
    hq.restart()
    first, second = desk(hq).standings("1")
    assert (first.till.agent_id, first.why, second.why) == (ill.agent_id, ("queue_many",), ())
    hq.clock.us += 20 * MINUTE_US
    assert [one.why for one in desk(hq).standings("1")] == [("silent", "queue_many"), ("silent",)]


def test_a_dead_tills_shares_and_number_pass_to_its_successor(hq: Headquarters) -> None:
    hq.admin.set_programme(STRICT)
    dead = Stream(hq.centre.enrol(Enrol(hq.admin.make_code("store-1"), "device", "life-1", "test")))
    anna = at_home(hq, dead)
    assert lent(hq, dead).grants == {anna: 500}
    heir = Stream(hq.centre.enrol(Enrol(hq.admin.make_code("store-1"), "other", "life-1", "test")))
    assert lent(hq, heir).grants == {}
    hq.clock.us += 20 * MINUTE_US
    assert desk(hq).replace(Handing(dead.agent_id, heir.agent_id, "igor", "burnt")) == Handed(1, 1, 500, 500)
    assert lent(hq, heir, 1).grants == {anna: 500}
    till = hq.centre.authorise(heir.place.token)
    assert replace(till, token_hash="").till_no == 1
    assert hq.centre.changes(till, "life-1", "").till_no == 1


def test_a_successor_of_two_dead_tills_begins_with_the_debts_of_both_and_of_those_before_them(
    hq: Headquarters,
) -> None:
    hq.admin.set_programme(BALANCED)

    def machine(key: str) -> Stream:
        return Stream(hq.centre.enrol(Enrol(hq.admin.make_code("store-1"), key, "life-1", "test")))

    def owing(till: Stream, points: int) -> None:
        member = hq.member(100, card=f"29000000000000{till.place.till_no:02}")
        lent(hq, till)
        till.commit(a_sale(1, account_id=member, redeemed=100 + points, by_floor=100 + points), lease_epoch=1)
        hq.centre.push(till.batch())

    grandfather, father, uncle, heir = (machine(f"device-{number}") for number in range(4))
    for till, points in ((grandfather, 100), (father, 30), (uncle, 200)):
        owing(till, points)
    assert lent(hq, heir).risk == 5_000
    hq.clock.us += 20 * MINUTE_US
    for old, new in ((grandfather, father), (father, heir), (uncle, heir)):
        desk(hq).replace(Handing(old.agent_id, new.agent_id, "igor", "burnt"))
    assert lent(hq, heir, 1).risk == 5_000 - 100 - 30 - 200
