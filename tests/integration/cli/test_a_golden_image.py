"""One image for four hundred machines: it is nobody's till, and each machine gets a place of its own at its first start."""

import json
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest

from loyalty_pos.storage.keyring_vault import KeyringVault
from loyalty_pos.storage.vault import MemoryVault
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from loyalty_pos.wiring.fleet.first_start import PENDING, FirstStart, first_start
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.imaging.image import ITEMS, NoImage, prepare_image
from loyalty_pos.wiring.preferences import preferences_in
from loyalty_pos.wiring.till import TillSettings, enrol, open_files, open_shop_till
from tests.e2e.corner import BARCODES, PIN, STORE, fill_shop
from tests.integration.cli.conftest import Ask
from tests.integration.storage.test_vault import PocketKeyring


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[RunningCentre]:
    fill_shop(tmp_path).close()
    running = start_centre(CentreSettings(folders_at(tmp_path).centre))
    yield running
    running.stop()


@pytest.fixture
def code(ask: Ask, tmp_path: Path, centre: RunningCentre) -> Path:
    assert centre.url
    tills, file = tmp_path / "tills.csv", tmp_path / "code.txt"
    tills.write_text(f"host;store\nuno;{STORE}\ndos;{STORE}\n", encoding="utf-8")
    assert ask("enrol-batch", "make", tills, "--by", "igor").code == 0
    assert ask("enrol-batch", "approve", "B1", "--by", "olga", "--out", file).code == 0
    return file


def test_machines_of_one_image_get_places_and_keys_of_their_own(
    ask: Ask, tmp_path: Path, centre: RunningCentre, code: Path
) -> None:
    image = tmp_path / "image"
    words = ("till", "--prepare-image", "--centre", centre.url, "--token-file", code)
    assert "nobody's till" in ask(*words, data=image).out
    seen = set()
    for number, host in enumerate(("uno", "dos"), start=1):
        machine = tmp_path / host
        shutil.copytree(image, machine)
        said = ask("till", "--host", host, "--no-window", data=machine)
        assert f"till {number} of" in said.out, said.err
        assert first_start(machine / "till") is None, "the next start asks for nothing"
        assert ask("till", "--no-window", data=machine).code == 0
        files = open_files(TillSettings(machine / "till"))
        seen |= {files.identity.place().agent_id, files.identity.incarnation, files.identity.device_key()}
        files.close()
    assert len(seen) == 6
    assert [alarm.code for alarm in centre.admin.overview().alarms] == []


def test_a_code_that_the_installer_handed_over_is_gone_after_the_first_start(
    ask: Ask, tmp_path: Path, centre: RunningCentre, code: Path
) -> None:
    """It lies in the till's own folder, where nobody would look for it again; the one on IT's share is for all."""
    machine = tmp_path / "uno"
    assert (
        ask("till", "--prepare-image", "--centre", centre.url, "--token-file", code, data=machine).code == 0
    )
    handed = machine / "till" / "enrol.code"
    shutil.copyfile(code, handed)
    facts = {"centre": centre.url, "token_file": str(handed)}
    (machine / "till" / "first-start.json").write_text(json.dumps(facts), encoding="utf-8")

    assert ask("till", "--host", "uno", "--no-window", data=machine).code == 0

    assert not handed.exists()
    assert code.exists()


def test_a_machine_that_gets_no_place_asks_again_at_its_next_start(
    ask: Ask, tmp_path: Path, centre: RunningCentre, code: Path
) -> None:
    image = tmp_path / "image"
    assert ask("till", "--prepare-image", "--centre", centre.url, "--token-file", code, data=image).code == 0
    assert "not in the list" in ask("till", "--host", "tres", "--no-window", data=image).err
    assert first_start(image / "till") is not None
    assert ask("till", "--host", "uno", "--no-window", data=image).code == 0


def one_talk(port: int) -> str:
    """Return the address of a line to the centre that carries one connection, and is gone after it."""
    listener = socket.create_server(("127.0.0.1", 0))

    def carry(source: socket.socket, sink: socket.socket) -> None:
        while piece := source.recv(65_536):
            sink.sendall(piece)
        sink.shutdown(socket.SHUT_WR)

    def serve() -> None:
        near, _ = listener.accept()
        listener.close()
        with near, socket.create_connection(("127.0.0.1", port)) as far:
            back = threading.Thread(target=carry, args=(far, near))
            back.start()
            carry(near, far)
            back.join()

    threading.Thread(target=serve, daemon=True).start()
    return f"http://127.0.0.1:{listener.getsockname()[1]}"


def test_a_place_that_was_taken_is_not_asked_for_again_when_the_line_broke_behind_it(
    ask: Ask, tmp_path: Path, centre: RunningCentre
) -> None:
    """A one-time code opens nothing twice: asked again, every start would end with it."""
    machine = tmp_path / "uno"
    folder = machine / "till"
    folder.mkdir(parents=True)
    handed = folder / "enrol.code"
    handed.write_text(centre.admin.make_code(STORE), encoding="utf-8")
    facts = {"centre": one_talk(centre.port), "token_file": str(handed)}
    (folder / PENDING).write_text(json.dumps(facts), encoding="utf-8")

    assert "centre" in ask("till", "--no-window", data=machine).err, "what to sell was not fetched"

    assert (first_start(folder), handed.exists()) == (None, False)
    said = ask("till", "--no-window", data=machine)
    assert (said.code, said.err) == (0, "")
    till = open_shop_till(TillSettings(folder, "en", centre_url=centre.url))
    assert till.place.till_no == 1
    assert till.sync_once().problem is None
    till.staff.log_in(PIN)
    assert till.staff.current is not None
    till.close()


def test_a_till_that_has_not_sold_is_taken_away_with_its_keys(
    ask: Ask, tmp_path: Path, centre: RunningCentre, code: Path
) -> None:
    image = tmp_path / "image"
    words = ("till", "--centre", centre.url, "--token-file", code)
    assert ask(*words, "--host", "uno", "--no-window", data=image).code == 0
    preferences_in(image / "till").set("theme", "light")
    said = ask(*words, "--prepare-image", data=image, lang="ru")
    assert "ничего не продала" in said.out
    assert {path.name for path in (image / "till").iterdir()} == {"window.json", PENDING}
    assert preferences_in(image / "till").get("theme", "") == "light"


def test_a_till_that_has_sold_becomes_no_image(tmp_path: Path, centre: RunningCentre) -> None:
    folder, vault = tmp_path / "till", MemoryVault()
    folder.mkdir()
    settings = TillSettings(folder, "en", vault=vault)
    enrol(settings, centre.url, centre.admin.make_code(STORE))
    till = open_shop_till(settings)
    till.staff.log_in(PIN)
    till.shift.open()
    till.register.scan(BARCODES[0])
    till.register.pay_exact()
    till.close()
    first = FirstStart("http://127.0.0.1:1", tmp_path / "code.txt")
    with pytest.raises(NoImage) as refused:
        prepare_image(folder, first, vault)
    assert (refused.value.reason, refused.value.waiting > 0) == ("unsynced", True)
    till = open_shop_till(settings)
    assert till.sync_once().problem is None
    till.close()
    with pytest.raises(NoImage) as refused:
        prepare_image(folder, first, vault)
    assert refused.value.reason == "has_sold"
    assert not (folder / PENDING).exists()


def test_a_till_whose_journal_is_damaged_becomes_no_image_and_loses_nothing(
    ask: Ask, tmp_path: Path, centre: RunningCentre
) -> None:
    """Its sales are nowhere else, and what stands in the place of the damaged journal has sold nothing."""
    folder = tmp_path / "image" / "till"
    folder.mkdir(parents=True)
    settings = TillSettings(folder, "en")
    enrol(settings, centre.url, centre.admin.make_code(STORE))
    till = open_shop_till(settings)
    till.staff.log_in(PIN)
    till.shift.open()
    till.register.scan(BARCODES[0])
    till.register.pay_exact()
    till.close()
    journal = folder / "journal.db"
    damaged = bytearray(journal.read_bytes())
    damaged[1_000:3_000] = bytes(2_000)
    journal.write_bytes(damaged)
    words = ("till", "--prepare-image", "--centre", centre.url, "--token-file", tmp_path / "code.txt")
    for lang, told in (("en", "may hold sales that are nowhere else"), ("ru", "повреждённый журнал")):
        said = ask(*words, data=tmp_path / "image", lang=lang)
        assert (said.code, told in said.err) == (2, True), said
    (kept,) = folder.glob("journal.corrupt-*.db")
    assert kept.read_bytes() == bytes(damaged)
    kept.rename(folder / "journal.salvaged-20260101T000000-life.db")
    assert ask(*words, data=tmp_path / "image").code == 2
    assert first_start(folder) is None


def test_a_place_whose_journal_somebody_deleted_does_not_travel_with_the_image(
    ask: Ask, tmp_path: Path, centre: RunningCentre
) -> None:
    """Place and token lie in the vault as well: all machines of the image would be one till."""
    folder = tmp_path / "image" / "till"
    folder.mkdir(parents=True)
    enrol(TillSettings(folder, "en"), centre.url, centre.admin.make_code(STORE))
    assert (folder / "vault.json").exists()
    for path in folder.glob("journal*"):
        path.unlink()
    words = ("till", "--prepare-image", "--centre", centre.url, "--token-file", tmp_path / "code.txt")
    assert ask(*words, data=tmp_path / "image").code == 0
    assert {path.name for path in folder.iterdir()} - {"window.json"} == {PENDING}
    files = open_files(TillSettings(folder))
    assert not files.identity.enrolled
    files.close()


def test_nothing_that_a_till_keeps_in_a_vault_is_left_out(tmp_path: Path, centre: RunningCentre) -> None:
    """The system's vault lists nothing: what is not named there would stay in the image."""
    folder, vault = tmp_path / "till", MemoryVault()
    folder.mkdir()
    settings = TillSettings(folder, "en", vault=vault)
    enrol(settings, centre.url, centre.admin.make_code(STORE))
    till = open_shop_till(settings)
    till.files.device_keys.begin_change(till.files.identity.device_key() or "")
    assert till.sync_once().problem is None
    till.close()
    assert set(vault._items) <= {*ITEMS}


def test_a_command_without_its_words_changes_nothing(ask: Ask, tmp_path: Path) -> None:
    image = tmp_path / "image"
    assert ask("till", "--prepare-image", data=image).code == 2
    assert not image.exists()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / PENDING).write_text(json.dumps({"centre": "x"}), encoding="utf-8")
    assert first_start(tmp_path / "broken") is None


def test_the_systems_vault_forgets_the_till_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", PocketKeyring())
    vault = KeyringVault("a till")
    vault.put("token", "secret")
    vault.forget(ITEMS)
    vault.forget(ITEMS)
    assert [vault.get(name) for name in ITEMS] == [None] * len(ITEMS)
