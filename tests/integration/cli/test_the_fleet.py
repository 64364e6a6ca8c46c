"""Every till at a glance: what each says of itself with its questions, the worst first, over restarts of the centre."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from loyalty_pos import __version__
from loyalty_pos.centre.ports import Desk
from loyalty_pos.storage.vault import FileVault
from loyalty_pos.wire.fleet import About, about_text, read_about
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_shop_till
from tests.e2e.corner import BARCODES, PIN, STORE, fill_shop
from tests.integration.cli.conftest import Ask


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[RunningCentre]:
    fill_shop(tmp_path).close()
    running = start_centre(CentreSettings(folders_at(tmp_path).centre))
    yield running
    running.stop()


@pytest.fixture
def tills(tmp_path: Path, centre: RunningCentre) -> Iterator[list[Till]]:
    opened: list[Till] = []
    for number in (1, 2, 3):
        folder = tmp_path / f"machine-{number}"
        folder.mkdir()
        settings = TillSettings(folder, "en", vault=FileVault(folder / "vault.json"))
        enrol(settings, centre.url, centre.admin.make_code(STORE))
        opened.append(open_shop_till(settings))
    yield opened
    for till in opened:
        till.close()


def fleet(ask: Ask) -> dict[str, dict[str, object]]:
    told = json.loads(ask("fleet", "--json").out)
    return {f"{one['store']}/{one['till']}": one for one in told["tills"]}


def fall_silent(centre: RunningCentre, agent_id: str) -> None:
    """An hour passes in which nothing is heard of this till."""

    def work(desk: Desk) -> None:
        for stream in desk.streams.all():
            if stream.agent_id == agent_id:
                desk.streams.put(replace(stream, seen_us=1))
        word = desk.fleet.word(agent_id)
        if word is not None:
            desk.fleet.put_word(replace(word, heard_us=1))

    centre.open.books.write(work)


def test_a_till_tells_how_it_is_with_its_questions(ask: Ask, tills: list[Till]) -> None:
    for till in tills:
        assert till.sync_once().problem is None
    one = fleet(ask)[f"{STORE}/1"]
    assert (one["program"], one["queue"], one["keys"], one["state"]) == (__version__, 0, "file", "well")
    assert one["last_seen"]


def test_a_till_with_a_queue_says_so_when_it_is_asked(tills: list[Till]) -> None:
    till = tills[0]
    till.staff.log_in(PIN)
    till.shift.open()
    till.register.scan(BARCODES[0])
    till.register.pay_exact()
    about = till.telling.about()
    assert about.queue >= 2
    assert about.oldest_us > 0


def test_the_worst_stand_first_and_the_well_are_counted(
    ask: Ask, tills: list[Till], centre: RunningCentre
) -> None:
    for till in tills:
        assert till.sync_once().problem is None
    last = tills[2].place
    bad = About(app=__version__, queue=900, oldest_us=1, keys="file", health=["disk_full_mode"])
    centre.open.centre.words._written.clear()
    centre.open.centre.words.heard(last.agent_id, "life", about_text(bad))

    said = ask("fleet")
    assert said.code == 1, "somebody is needed"
    lines = said.out.splitlines()
    assert lines[0] == "Tills: 3. Somebody is needed now: 1, worth a look: 0, well: 2."
    assert lines[2].split()[:2] == [f"{STORE}/3", "NOW"]
    assert lines[2].endswith("old queue, disk full")
    assert len(lines) == 3, "who is well is counted, not listed"
    assert len(ask("fleet", "--all").out.splitlines()) == 5
    russian = ask("fleet", "--all", lang="ru").out
    assert "старая очередь, диск полон" in russian
    assert "хорошо" in russian


def test_a_till_that_was_never_heard_is_not_called_well(ask: Ask, centre: RunningCentre) -> None:
    centre.admin.create_store("S2", "Market")
    made = ask("fleet", "--store", "S2")
    assert "Tills: 0." in made.out


def test_a_dead_tills_place_goes_to_its_successor_by_command(
    ask: Ask, tills: list[Till], centre: RunningCentre
) -> None:
    words = ("till", "replace", f"{STORE}/1", "--by", f"{STORE}/2", "--reason", "burnt")
    alive = ask(*words)
    assert (alive.code, "heard within the last 15 minutes" in alive.err) == (2, True)
    fall_silent(centre, tills[0].place.agent_id)
    said = ask(*words)
    assert said.code == 0, said.err
    assert f"{STORE}/2 is till 1 now" in said.out
    for till in tills:
        till.sync_once()
    assert "till replaced  console" in ask("audit").out
    assert tills[1].files.identity.place().till_no == 1


@pytest.mark.parametrize(
    "words",
    [
        ("replace",),
        ("replace", "a", "b"),
        ("bury", "corner/1"),
        ("replace", "corner/1"),
        ("replace", "corner/1", "--by", "corner/2"),
        ("replace", "corner/9", "--by", "corner/2", "--reason", "x"),
    ],
)
def test_half_a_command_replaces_nothing(ask: Ask, tills: list[Till], words: tuple[str, ...]) -> None:
    assert tills
    said = ask("till", *words)
    assert said.code == 2
    assert len(said.err.strip().splitlines()) == 1


def test_what_is_said_survives_the_centre_and_nonsense_changes_nothing(
    ask: Ask, tills: list[Till], centre: RunningCentre
) -> None:
    assert tills[0].sync_once().problem is None
    words = centre.open.centre.words
    words._written.clear()
    for nonsense in ("", "!", "e30x", about_text(About(app="x" * 5_000))):
        words.heard(tills[0].place.agent_id, "life", nonsense)
    assert fleet(ask)[f"{STORE}/1"]["program"] == __version__


def test_what_a_newer_till_says_is_read_as_far_as_it_is_known() -> None:
    assert read_about("eyJhcHAiOiI5LjkiLCJtb29kIjoiZ29vZCJ9") == About(app="9.9")
    assert read_about(about_text(About(health=["disk_low"]))) == About(health=["disk_low"])
