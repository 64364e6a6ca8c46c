"""A till's machine dies with its vault; its disk is read at the centre, and not one sale is missing (decisions 22)."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from loyalty_pos.core.sale import TenderKind
from loyalty_pos.storage.recovery.note import NOTE, read_note
from loyalty_pos.storage.vault import VAULT_FILE
from loyalty_pos.wiring.centre import CentreSettings, start_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.till import Till, TillSettings, enrol, open_files, open_shop_till
from tests.e2e.corner import BARCODES, CARDS, PIN, STORE, fill_shop
from tests.integration.cli.conftest import Ask

SOLD = 3


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    """A till that sold before and after its line went, and whose vault is gone now; its centre is closed."""
    fill_shop(tmp_path).close()
    folders = folders_at(tmp_path)
    centre = start_centre(CentreSettings(folders.centre))
    settings = TillSettings(folders.till, language="en")
    enrol(settings, centre.url, centre.admin.make_code(STORE))
    till = open_shop_till(settings)
    till.staff.log_in(PIN)
    till.shift.open(0)
    assert till.sync_once().problem is None
    centre.stop()
    for number in range(SOLD):
        till.register.scan(BARCODES[number])
        till.register.scan(CARDS[number])
        till.register.pay_exact(TenderKind.CASH)
    yield till
    till.close()


def died(tmp_path: Path) -> Path:
    """Return the disk as it was found: copied while the till ran, without its vault."""
    disk = tmp_path / "disk"
    shutil.copytree(tmp_path / "till", disk)
    (disk / VAULT_FILE).unlink(missing_ok=True)
    return disk


def test_what_the_till_never_sent_comes_from_its_disk_once(ask: Ask, till: Till, tmp_path: Path) -> None:
    head = till.world.journal.queue()
    disk = died(tmp_path)
    before = {path.name: path.read_bytes() for path in disk.glob("journal.db*")}
    said = ask("recover", disk, "--json")
    assert said.code == 0, said.err
    (stream,) = json.loads(said.out)["streams"]
    assert (stream["brought"], stream["known"] + stream["brought"]) == (head.waiting, head.head_seq)
    assert head.waiting >= SOLD
    assert {path.name: path.read_bytes() for path in disk.glob("journal.db*")} == before
    again = ask("recover", disk, lang="ru")
    assert "принесено 0" in again.out
    told = json.loads(ask("verify", "--json").out)
    assert (told["whole"], told["streams"][0]["head"]) == (True, head.head_hash)


@pytest.mark.usefixtures("till")
def test_the_note_says_nothing_to_anybody_but_the_centre(ask: Ask, tmp_path: Path) -> None:
    disk = died(tmp_path)
    vault = json.loads((tmp_path / "till" / VAULT_FILE).read_text("utf-8"))
    assert vault["journal-key"] not in (disk / NOTE).read_text("utf-8")
    other = tmp_path / "other"
    fill_shop(other).close()
    refused = ask("recover", disk, data=other)
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "another centre" in refused.err
    (disk / NOTE).write_text("{}", "utf-8")
    assert "journal.recovery" in ask("recover", disk).err


@pytest.mark.usefixtures("till")
def test_a_note_of_another_till_does_not_open_this_journal(ask: Ask, tmp_path: Path) -> None:
    disk = died(tmp_path)
    note = read_note(disk)
    assert note is not None
    text = (disk / NOTE).read_text("utf-8")
    (disk / NOTE).write_text(text.replace(note.incarnation, "0" * 16), "utf-8")
    assert ask("recover", disk).code == 2


def test_a_note_that_was_lost_is_written_again_in_a_quiet_moment(
    ask: Ask, till: Till, tmp_path: Path
) -> None:
    till.close()
    (tmp_path / "till" / NOTE).unlink()
    files = open_files(TillSettings(tmp_path / "till", language="en"))
    files.tidy()
    files.close()
    assert ask("recover", died(tmp_path)).code == 0
