"""A till signs what it asks, the centre what it answers; neither believes the other without (R47-R50, T13)."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from loyalty_pos.api.signing.window import WINDOW_US, NonceWindow
from loyalty_pos.centre.ports import Desk
from loyalty_pos.core.problems import BadMessage, CentreRefused
from loyalty_pos.core.receipt_code import till_digits
from loyalty_pos.storage.sealing import new_device_key, signing_key
from loyalty_pos.sync.signing import speaking
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.messages import Hello, Refused
from loyalty_pos.wire.signing.commands import END_LEASE, READ_ANEW, ROTATE_KEY
from loyalty_pos.wire.signing.words import HEADER, Answered, Told, answer_text, read_answered, read_said
from tests.hostile.shop import AN_HOUR_US, Shop, StolenVoice, now_us, sold


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    one = Shop(tmp_path)
    yield one
    one.close()


def reason_of(response: httpx.Response) -> str:
    refused = decode(response.content, Refused)
    return f"{refused.code}:{refused.detail}"


def test_a_till_and_its_centre_talk_signed_and_the_head_of_every_push_is_kept_signed(shop: Shop) -> None:
    till = shop.till("one")
    sold(till)

    assert till.sync_once().problem is None

    queue = till.files.journal.queue()
    head = shop.centre.open.books.read(
        lambda desk: desk.voices.head(till.place.agent_id, till.files.identity.incarnation)
    )
    assert head is not None
    assert (head.seq, queue.waiting) == (queue.head_seq, 0)
    assert shop.differences() == []


def test_whoever_has_only_the_token_is_nobody(shop: Shop) -> None:
    voice = StolenVoice.of(shop.till("one"), shop.centre.url)
    other = signing_key(new_device_key()[0])
    assert voice.greet().status_code == 200

    assert reason_of(voice.say("GET", voice.place("hello"), key=None)) == "unsigned:"
    assert reason_of(voice.say("GET", voice.place("hello"), key=other)) == "say_again:key"
    assert reason_of(voice.say("GET", voice.place("hello"), signature="A" * 86 + "==")) == "unsigned:"
    assert reason_of(voice.say("GET", voice.place("hello"), signature="x")) == "bad_message:signature"


def test_a_question_counts_once_in_its_time_and_for_this_life_of_the_centre(shop: Shop) -> None:
    voice = StolenVoice.of(shop.till("one"), shop.centre.url)
    voice.greet()
    same = {"nonce": "ab" * 16, "at_us": now_us()}
    assert voice.say("GET", voice.place("hello"), **same).status_code == 200

    assert reason_of(voice.say("GET", voice.place("hello"), **same)) == "say_again:nonce"
    for wrong in (-AN_HOUR_US, AN_HOUR_US):
        assert reason_of(voice.say("GET", voice.place("hello"), at_us=now_us() + wrong)) == "say_again:time"
    before = voice.run
    shop.restart_centre()
    late = voice.say("GET", voice.place("hello"), run=before, nonce="cd" * 16)
    assert reason_of(late) == "say_again:run"


def test_a_till_whose_clock_is_hours_wrong_is_told_the_time_and_comes_in(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    till = shop.till("one")
    for wrong in (-5 * AN_HOUR_US, 100 * AN_HOUR_US):
        monkeypatch.setattr(speaking, "_now_us", lambda wrong=wrong: now_us() + wrong)
        shop.open("one")
        assert shop.tills["one"].sync_once().problem is None
    assert till.place.proto == 2


@pytest.mark.parametrize("kept", [0, 5, 40])
def test_a_nonce_is_remembered_as_long_as_it_could_be_taken(kept: int) -> None:
    window = NonceWindow(most=kept)
    taken = [number for number in range(100) if window.take("till", str(number), 1_000 + number, 1_100)]

    assert not [number for number in taken if window.take("till", str(number), 1_000 + number, 1_100)]
    assert window.take("till", "later", WINDOW_US, WINDOW_US)
    assert not window.is_in_time("till", 1_000, 1_100) or kept > 100
    assert window.is_in_time("other", 1_000, 1_100)


def test_an_answer_is_bound_to_its_question_and_to_every_byte(shop: Shop) -> None:
    till = shop.till("one")
    voice = StolenVoice.of(till, shop.centre.url)
    response = voice.greet()
    nonce = read_said(response.request.headers[HEADER]).nonce
    answered = read_answered(response.headers[HEADER])
    assert answered is not None
    told = Told(response.status_code, response.headers.get("content-encoding", ""), "", response.content)
    mine = till.client._way.voice

    def is_believed(told: Told, nonce: str, answered: Answered) -> bool:
        return mine.is_centre(answer_text(told, nonce, answered), answered.signature)

    assert is_believed(told, nonce, answered)
    assert not is_believed(told, "0" * 32, answered)
    assert not is_believed(told._replace(status=401), nonce, answered)
    assert not is_believed(told._replace(body=told.body + b" "), nonce, answered)
    assert not is_believed(told._replace(retry_after="9"), nonce, answered)
    assert not is_believed(told, nonce, answered._replace(server_us=answered.server_us + 1))
    assert not is_believed(told, nonce, answered._replace(run="00"))


def test_a_shut_out_till_is_told_so_loses_its_lease_and_what_it_brings_waits_for_a_person(shop: Shop) -> None:
    till = shop.till("one")
    assert till.sync_once().problem is None
    points = shop.points()
    lent = till.files.leases.lent()
    shop.centre.admin.shut_out(till.place.agent_id)
    sold(till)

    problem = till.sync_once().problem

    assert isinstance(problem, CentreRefused)
    assert (problem.status, problem.reason) == (401, "till_shut_out")
    assert (lent is not None, till.files.leases.lent()) == (True, None)
    assert till.files.journal.queue().waiting == 0  # stored, so that an honest sale is not lost with the till
    assert shop.points() == points
    assert {one.park.code for one in shop.centre.open.parking.waiting()} == {"till_shut_out"}
    assert "till_shut_out" in shop.alarms()
    assert shop.centre.open.parking.again()[1] == []
    assert shop.points() > points


def test_what_was_stored_before_a_till_was_shut_out_stays(shop: Shop) -> None:
    till = shop.till("one")
    sold(till)
    till.sync_once()
    shop.centre.admin.leases.lose(till.place.agent_id, "stolen", shut_out=True)

    assert shop.centre.open.parking.waiting() == []
    assert shop.differences() == []
    other = shop.till("two")
    (key, *_) = other.world.elsewhere.keys.beginning(till_digits(till.place.agent_id))
    assert key.revoked


# --- another key --------------------------------------------------------------------------------------


def test_a_key_is_changed_by_the_centres_order_and_the_old_one_ends_when_the_new_one_was_heard(
    shop: Shop,
) -> None:
    till = shop.till("one")
    till.sync_once()
    old = StolenVoice.of(till, shop.centre.url)
    assert shop.centre.open.centre.speaking.order(till.place.agent_id, ROTATE_KEY) == 1

    assert till.sync_once().problem is None
    assert old.greet().status_code == 200  # the new one was told, but not heard yet
    assert till.sync_once().problem is None

    assert reason_of(old.say("GET", old.place("hello"))) == "say_again:key"
    new = StolenVoice.of(till, shop.centre.url)
    assert new.key is not None
    assert old.key is not None
    assert new.key.public != old.key.public
    assert new.greet().status_code == 200
    sold(till)
    assert till.sync_once().problem is None
    assert shop.differences() == []
    assert "device_key_changed" not in shop.alarms()


@pytest.mark.parametrize("step", ["kept", "told", "in its place"])
def test_a_change_of_keys_survives_a_crash_at_each_step(shop: Shop, step: str) -> None:
    till = shop.till("one")
    till.sync_once()
    till.files.device_keys.begin_change(new_device_key()[0])
    if step != "kept":
        if step == "told":
            till.files.device_keys.end_change = lambda: None  # type: ignore[method-assign]  # dies before it
        till.key_change.go_on()

    again = shop.open("one")
    sold(again)
    for _ in range(2):
        assert again.sync_once().problem is None

    assert again.files.device_keys.following() == ""
    voice = shop.centre.open.books.read(lambda desk: desk.voices.of(again.place.agent_id))
    assert (voice.next_key, len(voice.older)) == ("", 1)
    assert shop.differences() == []


@pytest.mark.parametrize("changes", [1, 3])
def test_a_centre_put_back_from_before_a_change_of_keys_is_filled_again_by_its_till(
    shop: Shop, tmp_path: Path, changes: int
) -> None:
    till = shop.till("one")
    till.sync_once()
    shop.restart_centre(lambda: shutil.copytree(tmp_path / "data", tmp_path / "yesterday"))
    for _ in range(changes):
        shop.centre.open.centre.speaking.order(till.place.agent_id, ROTATE_KEY)
        sold(till)
        for _ in range(2):
            assert till.sync_once().problem is None
    shop.restart_centre(lambda: _put_back(tmp_path / "yesterday", tmp_path / "data"))
    sold(till)

    assert till.sync_once().problem is None

    assert till.files.journal.queue().waiting == 0
    assert shop.differences() == []
    voice = shop.centre.open.books.read(lambda desk: desk.voices.of(till.place.agent_id))
    assert (voice.next_key, len(voice.older)) == ("", changes)  # what was signed in between stays provable
    assert not {"device_key_changed", "till_twice"} & shop.alarms()
    assert shop.centre.open.centre.speaking.order(till.place.agent_id, READ_ANEW) == changes + 1


def _put_back(copy: Path, data: Path) -> None:
    shutil.rmtree(data)
    copy.rename(data)


def test_a_key_that_was_never_this_tills_proves_nothing(shop: Shop) -> None:
    till = shop.till("one")
    till.sync_once()
    before = shop.centre.open.books.read(lambda desk: desk.tills.till(till.place.agent_id))
    for _ in range(2):
        till.files.device_keys.begin_change(new_device_key()[0])
        till.files.device_keys.end_change()  # the centre was never told, and the only key that it knows is gone
    till.files.identity._vault.put("device-key-former", new_device_key()[0])
    till = shop.open("one")

    problem = till.sync_once().problem

    assert isinstance(problem, CentreRefused)
    assert problem.reason == "say_again"
    assert shop.centre.open.books.read(lambda desk: desk.tills.till(till.place.agent_id)) == before


# --- orders -------------------------------------------------------------------------------------------


def test_orders_are_obeyed_once_in_order_and_only_if_the_centre_signed_them(shop: Shop) -> None:
    till = shop.till("one")
    till.sync_once()
    epoch = till.files.leases.epoch()
    speaking_desk = shop.centre.open.centre.speaking
    for kind in (END_LEASE, READ_ANEW):
        speaking_desk.order(till.place.agent_id, kind)

    assert till.sync_once().problem is None

    assert till.files.device_keys.obeyed() == 2
    assert till.files.leases.epoch() > epoch  # the old one ended, a new one came
    voice = StolenVoice.of(till, shop.centre.url)
    hello = decode(voice.greet().content, Hello)
    assert [one.serial for one in hello.commands] == [1, 2]
    assert shop.centre.open.books.read(lambda desk: desk.voices.of(till.place.agent_id)).done == 2


# --- older tills, older centres -----------------------------------------------------------------------


def test_a_till_of_before_speaks_with_its_token_until_it_has_signed_once(shop: Shop) -> None:
    till = shop.till("one")
    agent_id = till.place.agent_id
    voice = StolenVoice.of(till, shop.centre.url)

    def of_before(desk: Desk) -> None:
        desk.voices.put(replace(desk.voices.of(agent_id), signs=False))

    shop.centre.open.books.write(of_before)
    assert voice.say("GET", voice.place("hello"), key=None).status_code == 200
    assert voice.greet().status_code == 200

    assert reason_of(voice.say("GET", voice.place("hello"), key=None)) == "unsigned:"


def test_an_answer_without_a_signature_is_not_believed(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    till = shop.till("one")
    till.sync_once()
    monkeypatch.setattr("loyalty_pos.api.squeezing.nonce_of", lambda _: "")
    sold(till)

    problem = till.sync_once().problem

    assert isinstance(problem, BadMessage)
    assert problem.facts() == {"reason": "unsigned"}
    assert till.files.journal.queue().waiting > 0
