"""A programme that needs a newer program: the till goes on by the last one that it can follow, says so, and nobody can hide the need."""

import time
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from loyalty_pos.core.dates import micros
from loyalty_pos.core.problems import Problem, ProgrammeNotFollowed
from loyalty_pos.core.programme.needs.capability import KNOWN, OWN_OFFLINE_RIGHTS
from loyalty_pos.core.release import DAY_US, Bundle, text_hash
from loyalty_pos.core.sale import Noted
from loyalty_pos.storage.cache.parsing import MOST_CHARS, is_read_in_time
from loyalty_pos.storage.sealing import signed
from loyalty_pos.till.wording import sentence
from loyalty_pos.wire.codec import encode
from loyalty_pos.wire.events import fact_of
from loyalty_pos.wire.messages import Change
from loyalty_pos.wire.rows import BundleRow, told_bundle
from loyalty_pos.wiring.books import events_of
from loyalty_pos.wiring.keeping.disk import DiskCare
from tests.fakes.till_folder import Counter

TODAY = 'id = "club"\nnames = { en = "Today" }\n'
NEW = TODAY.replace("Today", "New")
TELEPATHY = "telepathy"


def a_bundle(counter: Counter, serial: int, text: str, *needs: str, from_day: int = 0) -> BundleRow:
    """Return a bundle as a centre tells it whose program is newer than the till's."""
    start = micros(counter.clock.now()) + from_day * DAY_US
    bundle = Bundle(serial, "store-1", start, start + 14 * DAY_US, (text_hash(text),))
    return told_bundle(
        bundle, {text_hash(text): text}, lambda name: signed(counter.bundle_private, name), needs
    )


def told(counter: Counter, row: BundleRow) -> None:
    counter.tell(Change("bundle", str(row.serial), encode(row)))


def name(counter: Counter) -> str:
    return counter.files.programmes.current().programme.name("en")


def missing(counter: Counter) -> list[tuple[str, str]]:
    found = counter.files.following.look()
    assert all(isinstance(one, ProgrammeNotFollowed) for one in found)
    return [(str(one.facts()["programmes"]), str(one.facts()["needs"])) for one in found]


def test_a_till_that_misses_something_sells_on_by_the_last_one_it_can_follow(counter: Counter) -> None:
    told(counter, a_bundle(counter, 1, TODAY))
    assert missing(counter) == []
    told(counter, a_bundle(counter, 2, NEW, TELEPATHY, OWN_OFFLINE_RIGHTS))

    assert name(counter) == "Today"
    assert missing(counter) == [("club", TELEPATHY)]
    counter.restart()
    assert name(counter) == "Today"


def test_what_this_program_can_do_is_followed(counter: Counter) -> None:
    told(counter, a_bundle(counter, 1, TODAY))
    told(counter, a_bundle(counter, 2, NEW, *KNOWN))
    assert name(counter) == "New"
    assert missing(counter) == []


def test_it_is_told_before_the_day_comes(counter: Counter) -> None:
    told(counter, a_bundle(counter, 1, TODAY))
    told(counter, a_bundle(counter, 2, NEW, TELEPATHY, from_day=3))
    assert missing(counter) == [("club", TELEPATHY)]
    counter.clock.at += timedelta(days=4)
    assert name(counter) == "Today"


def test_however_often_the_centre_tells_it_anew_the_last_good_one_stays(counter: Counter) -> None:
    told(counter, a_bundle(counter, 1, TODAY))
    for serial in range(2, 8):
        told(counter, a_bundle(counter, serial, NEW, TELEPATHY))
        counter.tell(Change("bundle", str(serial - 1), b""))
    assert name(counter) == "Today"


def test_once_the_need_is_gone_it_is_followed_and_nothing_is_said_any_more(counter: Counter) -> None:
    told(counter, a_bundle(counter, 1, TODAY))
    told(counter, a_bundle(counter, 2, NEW, TELEPATHY))
    assert missing(counter)
    counter.tell(Change("bundle", "2", b""))
    told(counter, a_bundle(counter, 3, NEW))
    assert name(counter) == "New"
    assert missing(counter) == []


@pytest.mark.parametrize("needs", [[], [OWN_OFFLINE_RIGHTS], msgspec.UNSET], ids=["none", "another", "gone"])
def test_nobody_hides_what_a_programme_needs(counter: Counter, needs: object) -> None:
    """The need is signed with the bundle's name: whoever takes it away has a bundle that nobody signed."""
    told(counter, a_bundle(counter, 1, TODAY))
    row = msgspec.structs.replace(a_bundle(counter, 2, NEW, TELEPATHY), needs=needs)
    told(counter, row)
    assert name(counter) == "Today"
    assert missing(counter) == [], "it was not taken at all"


def test_words_that_a_till_cannot_read_are_told_too(counter: Counter) -> None:
    told(counter, a_bundle(counter, 1, TODAY))
    told(counter, a_bundle(counter, 2, NEW + "[telepathy]\nfar = true\n"))
    assert name(counter) == "Today"
    assert missing(counter) == [("club", "?")]


def test_a_new_till_that_can_follow_nothing_says_why(counter: Counter) -> None:
    told(counter, a_bundle(counter, 1, NEW, TELEPATHY))
    with pytest.raises(ProgrammeNotFollowed):
        counter.files.programmes.current()


def test_the_cashier_the_journal_and_so_the_centre_are_told_once(counter: Counter, tmp_path: Path) -> None:
    counter.open_shift()
    care = DiskCare(counter.files, tmp_path, counter.clock)
    told(counter, a_bundle(counter, 1, TODAY))
    told(counter, a_bundle(counter, 2, NEW, TELEPATHY))
    for _ in range(3):
        care.look()

    said: list[Problem] = [one for one in care.now() if isinstance(one, ProgrammeNotFollowed)]
    assert "too old for the newest programme (club)" in sentence(said[0], "en").text
    notes = [fact for event in events_of(counter.files) if isinstance(fact := fact_of(event), Noted)]
    assert [(note.what, note.subject) for note in notes] == [("programme_not_followed", "club telepathy")]


@pytest.mark.parametrize(
    "text",
    [
        NEW + ".".join(["a"] * 20_000) + " = 1\n",
        NEW + " . ".join(['"a"'] * 20_000) + " = 1\n",
        NEW
        + "".join(
            f'[[promotion]]\nid = "p{n}"\nname = "n"\nkind = "percent"\nbp = 1\n' for n in range(20_000)
        ),
    ],
    ids=["a key of parts", "a key of words", "a book"],
)
def test_a_programme_that_takes_minutes_to_read_is_not_read(counter: Counter, text: str) -> None:
    """Only who has the centre's key can send it; a counter does not stand still for it."""
    told(counter, a_bundle(counter, 1, TODAY))
    row = a_bundle(counter, 2, text)
    told(counter, row)
    began = time.monotonic()
    assert name(counter) == "Today"
    assert missing(counter) == [(row.bundle[:8], "?")]
    assert time.monotonic() - began < 10


def test_every_programme_that_is_shipped_is_far_from_that(project_root: Path) -> None:
    for path in (project_root / "resources" / "programmes").rglob("*.toml"):
        text = path.read_text("utf-8")
        assert len(text) * 20 < MOST_CHARS, path
        assert is_read_in_time([text]), path
