"""What waits for the centre: all of it, in order, until the centre says that it has it."""

import pytest

from loyalty_pos.core.problems import BadMessage, NotEnrolled
from loyalty_pos.core.programme.combined import read_together
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.storage.sealing import Sealing, unseal, unwrap
from loyalty_pos.storage.till_files import Loaders, open_till
from loyalty_pos.storage.upgrade import upgrade
from loyalty_pos.storage.vault import MemoryVault
from loyalty_pos.till.ports import Draft, Personal
from loyalty_pos.wire.events import GENESIS, Event
from tests.fakes.till_folder import Counter, a_sale

PERSONAL = Personal("person-1", {"name": "Анна Кузнецова", "phone": "+79120000034"})


def issued(number: str = "2900000000000019") -> CardIssued:
    return CardIssued(
        account_id="account-9",
        person_id="person-1",
        card_number=number,
        phone_key=0,
        phone_masked="+7 9** ***-**-34",
        store_id="store-1",
        cashier_id="anna",
        issued_at_us=1,
        programme_id="club",
        channel="",
        verified=True,
    )


def test_everything_waits_until_the_centre_has_it(selling: Counter) -> None:
    selling.sell(1)
    selling.sell(2)
    box = selling.files.outbox
    queue = selling.files.journal.queue()
    assert (queue.waiting, queue.oldest, queue.head_seq, queue.stored) == (3, selling.clock.at, 3, 0)
    assert queue.head_hash == box.hash_at(3)

    box.agree(2, box.hash_at(2))

    assert [event.seq for event in box.batch()] == [3]
    assert selling.files.journal.queue().waiting == 1
    selling.restart()
    assert selling.files.outbox.watermark() == 2


def test_an_empty_book_waits_for_nothing(counter: Counter) -> None:
    queue = counter.files.journal.queue()
    assert (queue.waiting, queue.oldest, queue.head_hash) == (0, None, GENESIS)
    assert counter.files.outbox.push() is None
    counter.files.outbox.agree(0, GENESIS)


def test_a_centre_restored_from_yesterday_gets_everything_again(selling: Counter) -> None:
    for number in (1, 2, 3):
        selling.sell(number)
    box = selling.files.outbox
    box.agree(4, box.hash_at(4))
    box.agree(1, box.hash_at(1))
    assert [event.seq for event in box.batch()] == [2, 3, 4]


@pytest.mark.parametrize(("stored", "head"), [(2, "f" * 64), (9, ""), (9, "f" * 64), (-1, ""), (0, "f" * 64)])
def test_a_centre_with_another_past_is_refused_and_nothing_is_marked(
    selling: Counter, stored: int, head: str
) -> None:
    selling.sell()
    with pytest.raises(BadMessage):
        selling.files.outbox.agree(stored, head)
    assert selling.files.outbox.watermark() == 0


def test_batches_have_a_limit_and_lose_nothing_at_their_edges(selling: Counter) -> None:
    for number in range(1, 20):
        selling.sell(number)
    box = selling.files.outbox
    seen: list[Event] = []
    while batch := box.batch(7, 5_000):
        assert len(batch) <= 7
        seen += batch
        box.agree(batch[-1].seq, batch[-1].hash)
    assert [event.seq for event in seen] == list(range(1, 21))


def test_an_event_larger_than_a_batch_travels_alone(selling: Counter) -> None:
    assert [event.seq for event in selling.files.outbox.batch(200, 10)] == [1]


def test_a_new_members_data_is_sealed_for_the_centre_and_stands_nowhere_in_clear(selling: Counter) -> None:
    selling.files.journal.record([Draft(issued(), "anna", personal=PERSONAL)])
    selling.files.outbox.agree(1, selling.files.outbox.hash_at(1))
    push = selling.files.outbox.push()
    assert push is not None
    event = push.events[0]

    key = unwrap(push.person_keys["person-1"], selling.centre_private, "person-1")

    assert unseal(event.sealed, key, "person-1") == PERSONAL.fields
    assert "Кузнецова" not in event.body
    assert "79120000034" not in event.body
    assert push.agent_id == "till-1"
    assert push.from_seq == 2


def test_one_person_has_one_key_however_often_something_is_sealed(selling: Counter) -> None:
    selling.files.journal.record([Draft(issued(), "anna", personal=PERSONAL)])
    selling.files.journal.record([Draft(issued("2900000000000027"), "anna", personal=PERSONAL)])
    push = selling.files.outbox.push()
    assert push is not None
    key = unwrap(push.person_keys["person-1"], selling.centre_private, "person-1")
    assert [unseal(event.sealed, key, "person-1") for event in push.events[1:]] == [PERSONAL.fields] * 2


def test_a_sealed_part_opens_for_nobody_else(selling: Counter) -> None:
    selling.files.journal.record([Draft(issued(), "anna", personal=PERSONAL)])
    push = selling.files.outbox.push()
    assert push is not None
    wrapped = push.person_keys["person-1"]
    with pytest.raises(BadMessage):
        unwrap(wrapped, bytes(32), "person-1")
    with pytest.raises(BadMessage):
        unwrap(wrapped, selling.centre_private, "person-2")
    with pytest.raises(BadMessage):
        unseal(push.events[1].sealed, bytes(32), "person-1")
    with pytest.raises(BadMessage):
        unseal("not base64!", bytes(32), "person-1")


def test_no_file_of_the_till_holds_a_name_or_a_phone_in_clear(selling: Counter) -> None:
    selling.files.journal.record([Draft(issued(), "anna", personal=PERSONAL)])
    selling.sell(1)
    for path in selling.folder.iterdir():
        data = path.read_bytes()
        for text in ("Кузнецова", "79120000034", "2900000000000019", "sale-1"):
            assert text.encode() not in data, path.name


def test_a_till_without_a_place_records_nothing(counter: Counter) -> None:
    loaders = Loaders(counter.clock, read_together, upgrade, Sealing)
    stranger = open_till(counter.folder.with_name("new"), MemoryVault(), loaders)
    try:
        with pytest.raises(NotEnrolled):
            stranger.journal.record([Draft(a_sale(), "anna")])
        assert stranger.journal.queue().head_seq == 0
        assert len(stranger.identity.incarnation) == 16
    finally:
        stranger.close()
