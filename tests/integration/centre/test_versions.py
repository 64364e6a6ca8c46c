"""Tills and centres of different versions: what released ones said is understood by every later one (R26, R27)."""

import base64
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import msgspec
import pytest

from loyalty_pos.centre.proof.verifying import Verifying
from loyalty_pos.centre.voices.records import Voice
from loyalty_pos.wire import messages, receipts
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.events import GENESIS, Event
from loyalty_pos.wire.messages import PROTO, Push
from loyalty_pos.wire.signing.words import HEADER
from tests.fakes.centre import Headquarters
from tests.fakes.golden_answers import ANSWERS, line
from tests.hostile.centre import key_of
from tests.hostile.liar import Heard, Liar, Reply
from tests.hostile.shop import Shop, sold

GOLDEN = Path(__file__).parents[2] / "golden"
ANSWER_SETS = sorted(GOLDEN.glob("answers-*.jsonl"))
JOURNALS = sorted(GOLDEN.glob("journal-*.jsonl"))
OF_WHAT = {
    "hello": "Hello",
    "events": "Pushed",
    "changes": "Changes",
    "lease": "Leased",
    "holds": "HoldAnswer",
}


def answers_of(path: Path) -> dict[str, dict[str, Any]]:
    lines = [json.loads(one) for one in path.read_text("utf-8").splitlines()]
    return {one["kind"]: one for one in lines}


def kind_named(name: str) -> type[msgspec.Struct]:
    found: type[msgspec.Struct] = getattr(messages, name, None) or getattr(receipts, name)
    return found


@pytest.mark.parametrize("path", ANSWER_SETS, ids=lambda path: path.stem)
def test_what_a_released_centre_answered_is_read_as_it_was_meant(path: Path) -> None:
    for name, one in answers_of(path).items():
        answer = decode(base64.b64decode(one["body"]), kind_named(name))
        says = json.loads(msgspec.json.encode(answer))
        assert _part_of(one["says"], says), (name, one["says"], says)


def _part_of(then: Any, now: Any) -> bool:
    """Tell whether everything that was said then is said now; more may have been added, at any depth."""
    if isinstance(then, dict):
        return isinstance(now, dict) and all(name in now and _part_of(then[name], now[name]) for name in then)
    if isinstance(then, list):
        return isinstance(now, list) and len(now) == len(then) and all(map(_part_of, then, now))
    return bool(then == now)


def test_the_newest_set_is_what_a_centre_answers_today() -> None:
    """A difference here means: keep the old file, add the next one, and think of the tills that are out there.

    The next one is named for the protocol; a letter behind it where only something was added that nobody must know.
    """
    assert ANSWER_SETS[-1].stem.rstrip(ascii_lowercase) == f"answers-{PROTO}"
    assert [line(one) for one in ANSWERS] == ANSWER_SETS[-1].read_text("utf-8").splitlines()


@pytest.mark.parametrize("path", JOURNALS, ids=lambda path: path.stem)
def test_the_journal_of_every_released_till_is_taken_in_by_todays_centre(path: Path, tmp_path: Path) -> None:
    events = [msgspec.json.decode(one, type=Event) for one in path.read_bytes().splitlines()]
    hq = Headquarters(tmp_path)
    first = events[0]
    assert (first.seq, first.prev) == (1, GENESIS)

    pushed = hq.centre.push(Push(first.agent_id, first.incarnation, 1, events, proto=1))

    assert (pushed.stored, pushed.projected) == (len(events), len(events))
    assert not {park.code for park in pushed.parked} & {"unknown_kind", "bad_body", "bad_keys"}
    assert all(one.is_whole for one in Verifying(hq.books).streams())
    assert hq.books_balance()
    hq.close()


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    one = Shop(tmp_path)
    yield one
    one.close()


@pytest.mark.parametrize("path", ANSWER_SETS, ids=lambda path: path.stem)
def test_a_till_of_today_works_with_a_centre_that_answers_as_a_released_one(
    path: Path, shop: Shop, tmp_path: Path
) -> None:
    """Every answer has the fields of that version alone; before protocol 2 it has no signature either."""
    known, proto = answers_of(path), int(path.stem.rpartition("-")[2].rstrip(ascii_lowercase))
    liar = Liar(lambda: shop.centre.url, key_of(tmp_path))

    def as_then(heard: Heard, reply: Reply) -> Reply:
        kind = OF_WHAT.get(heard.what)
        if kind is None or reply.status != 200:
            return reply if proto >= messages.SIGNED_PROTO else reply.without_signature()
        body = msgspec.msgpack.decode(reply.body)
        fields = known[kind]["says"]
        older = Reply(
            200, msgspec.msgpack.encode({k: v for k, v in body.items() if k in fields}), reply.headers
        )
        return liar.signed(heard, older) if proto >= messages.SIGNED_PROTO else older.without_signature()

    liar.twist = as_then
    till = shop.till("one")
    if proto < messages.SIGNED_PROTO:
        enrolled_then(till)
        liar.dropped.add(HEADER)  # that centre does not look at it
        voice = Voice(till.place.agent_id)
        shop.centre.open.books.write(lambda desk: desk.voices.put(voice))
    till = shop.open("one", liar.url)
    sold(till)

    assert till.sync_once().problem is None

    assert till.files.journal.queue().waiting == 0
    assert till.files.leases.lent() is not None
    assert shop.differences() == []
    liar.close()


def enrolled_then(till: Any) -> None:
    """Let a till be one that was enrolled before its centre signed, and never heard it sign."""
    identity = till.files.identity
    text = msgspec.json.encode(replace(identity.place(), proto=1)).decode()
    with till.files.journal_file.writing() as connection:
        connection.execute("UPDATE identity SET place = ?", (text,))
    till.files.device_keys._vault.put("centre-signs", "")
