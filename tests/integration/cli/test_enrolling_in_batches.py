"""Four hundred tills from one list: each enrols itself by its host name, with one code that is limited, approved once, revocable.

Real commands, a real centre over HTTP, tills with real files.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from loyalty_pos.storage.vault import FileVault
from loyalty_pos.wiring.centre import CentreSettings, RunningCentre, start_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.preferences import preferences_in
from loyalty_pos.wiring.till import TillSettings, enrol, open_files
from tests.e2e.corner import STORE, fill_shop
from tests.integration.cli.conftest import Ask, Said

LIST = f"host name;store;till;profile\nTILL-01;{STORE};7;counter\ntill-02.shop.example;{STORE};;\ntill-03;{STORE};;\n"
PROFILES = '[counter]\nprinter = "tcp:127.0.0.1:9100"\nprinter_kind = "epson-80"\nscanner = "/dev/ttyS9"\n'


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[RunningCentre]:
    fill_shop(tmp_path).close()
    running = start_centre(CentreSettings(folders_at(tmp_path).centre))
    yield running
    running.stop()


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def make(ask: Ask, tmp_path: Path, centre: RunningCentre) -> Callable[..., Said]:
    assert centre.url

    def make(*words: object, text: str = LIST, lang: str = "en") -> Said:
        profiles = written(tmp_path / "profiles.toml", PROFILES)
        path = written(tmp_path / "tills.csv", text)
        return ask("enrol-batch", "make", path, "--profiles", profiles, "--by", "igor", *words, lang=lang)

    return make


Code = Callable[..., Path]


@pytest.fixture
def code(ask: Ask, tmp_path: Path, make: Callable[..., Said]) -> Code:
    """Return how to make a batch and approve it; the file with its code."""

    def code(*words: object, text: str = LIST) -> Path:
        made = make(*words, "--json", text=text)
        assert made.code == 0, made.out
        batch = json.loads(made.out)["batch"]
        path = tmp_path / f"{batch}.txt"
        said = ask("enrol-batch", "approve", batch, "--by", "olga", "--out", path)
        assert said.code == 0, said.err
        assert path.read_text().strip() not in said.out + said.err, "it is in its file and nowhere else"
        return path

    return code


@pytest.fixture
def come(ask: Ask, tmp_path: Path, centre: RunningCentre) -> Callable[..., Said]:
    def come(host: str, file: Path, folder: str = "") -> Said:
        data = tmp_path / "machines" / (folder or host)
        words = ("till", "--centre", centre.url, "--token-file", file, "--host", host, "--no-window")
        return ask(*words, data=data)

    return come


Come = Callable[..., Said]


def test_each_machine_gets_the_place_that_the_list_has_for_it(
    ask: Ask, code: Code, come: Come, tmp_path: Path
) -> None:
    file = code()
    assert "till 7 of" in come("till-01", file).out
    assert "till 8 of" in come("TILL-02.other.domain", file).out
    kept = preferences_in(tmp_path / "machines" / "till-01" / "till")
    assert [kept.get(name, "") for name in ("printer", "scanner")] == ["tcp:127.0.0.1:9100", "/dev/ttyS9"]
    shown = ask("enrol-batch", "list").out
    assert "came 2 of 3" in shown
    assert "not yet: till-03" in shown
    assert "made by igor, approved by olga" in shown
    assert "batch of tills approved  olga  B1" in ask("audit").out


def test_a_machine_that_asks_again_at_its_next_start_keeps_its_place(code: Code, come: Come) -> None:
    file = code()
    first, again = come("till-01", file), come("till-01", file)
    assert (first.code, again.code, first.out) == (0, 0, again.out)


@pytest.mark.parametrize(
    ("host", "reason"),
    [("till-01", "has its place already"), ("till-99", "not in the list"), ("", "has its place already")],
)
def test_a_machine_without_a_place_is_told_why(code: Code, come: Come, host: str, reason: str) -> None:
    file = code(text=f"host;store\ntill-01;{STORE}\n")
    assert come("till-01", file).code == 0
    said = come(host or "till-01", file, folder="another")
    assert said.code == 2
    assert reason in said.err


def test_no_more_than_were_allowed_and_none_after_it_was_taken_back(ask: Ask, code: Code, come: Come) -> None:
    file = code("--most", "1")
    assert come("till-01", file).code == 0
    assert "as many tills as allowed" in come("till-02", file).err
    assert ask("enrol-batch", "revoke", "B1", "--by", "olga").code == 0
    assert "was taken back" in come("till-03", file).err
    assert "B1: revoked" in ask("enrol-batch", "list").out


def test_a_batch_is_approved_once_and_by_somebody_else(
    ask: Ask, make: Callable[..., Said], tmp_path: Path
) -> None:
    assert make().code == 0
    out = tmp_path / "code.txt"
    assert "Four eyes" in ask("enrol-batch", "approve", "B1", "--by", "igor", "--out", out).err
    assert ask("enrol-batch", "approve", "B1", "--by", "olga", "--out", out).code == 0
    told = out.read_text()
    assert re.fullmatch(r"([A-Z2-7]{4}-){11}[A-Z2-7]{4}\n", told)
    again = ask("enrol-batch", "approve", "B1", "--by", "pavel", "--out", tmp_path / "again.txt")
    assert (again.code, "approved already" in again.err) == (2, True)
    assert ask("enrol-batch", "approve", "B9", "--by", "olga", "--out", tmp_path / "none.txt").code == 2


def test_a_code_that_was_written_is_never_written_over(
    ask: Ask, code: Code, come: Come, make: Callable[..., Said], tmp_path: Path
) -> None:
    """It is kept nowhere else: not by a second approval, not by that of another batch."""
    file = code()
    told = file.read_text()
    assert make(text=f"host;store\ntill-77;{STORE}\n").code == 0
    for batch in ("B1", "B2", "B9"):
        again = ask("enrol-batch", "approve", batch, "--by", "pavel", "--out", file)
        assert (again.code, file.read_text()) == (2, told), batch
        assert "holds something already" in again.err
    assert (
        "уже что-то есть"
        in ask("enrol-batch", "approve", "B2", "--by", "pavel", "--out", file, lang="ru").err
    )
    assert come("till-01", file).code == 0, "the first code is whole"
    other = tmp_path / "other.txt"
    assert ask("enrol-batch", "approve", "B2", "--by", "pavel", "--out", other).code == 0, "B2 still waits"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (f"till 4;{STORE};;", "line 3: host name «till 4» is no name of a machine"),
        (f"till-01;{STORE};;", "line 3: host name «till-01» stands twice"),
        ("till-04;nowhere;;", "line 3: store «nowhere» is no store"),
        (f"till-04;{STORE};seven;", "line 3: till «seven» is no number"),
        (f"till-04;{STORE};7;", "line 3: till «7» is given twice"),
        (f"till-04;{STORE};;kiosk", "line 3: profile «kiosk» is no profile"),
        (f";{STORE};;", "line 3: host name «» is empty"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_half_done(
    ask: Ask, make: Callable[..., Said], row: str, said: str
) -> None:
    text = f"host name;store;till;profile\ntill-01;{STORE};7;\n{row}\n"
    told = make(text=text)
    assert told.code == 1
    assert said in told.out
    assert "Nothing was made" in told.out
    assert "There are no batches" in ask("enrol-batch", "list").out
    assert "Ничего не сделано" in make(text=text, lang="ru").out


def test_a_number_of_a_till_that_works_and_a_name_of_another_batch_are_refused(
    make: Callable[..., Said], code: Code, come: Come
) -> None:
    assert come("till-01", code()).code == 0
    told = make(text=f"host;store;till\ntill-03;{STORE};\ntill-05;{STORE};7\n").out
    assert "line 2: host «till-03» has a place in another open batch" in told
    assert "line 3: till «7» is the number of a till that works" in told


def test_a_lost_answer_is_told_again_to_its_owner_and_to_nobody_else(
    code: Code, tmp_path: Path, centre: RunningCentre
) -> None:
    """The first answer never came: the machine has its key, the centre its place."""
    text, folder = code().read_text(), tmp_path / "machine"
    folder.mkdir()
    settings = TillSettings(folder, "en", vault=FileVault(folder / "vault.json"), host="till-01")
    place = enrol(settings, centre.url, text)
    files = open_files(settings)
    with files.journal_file.writing() as connection:
        connection.execute("UPDATE identity SET place = ''")
    files.close()
    FileVault(folder / "vault.json").put("place", "")

    again = enrol(settings, centre.url, text)
    assert (again.agent_id, again.till_no) == (place.agent_id, 7)


def test_the_code_is_in_no_log_and_no_book(code: Code, come: Come, tmp_path: Path) -> None:
    file = code()
    assert come("till-01", file).code == 0
    secret = file.read_text().strip()
    for path in tmp_path.rglob("*"):
        if path.is_file() and path != file:
            data = path.read_bytes()
            assert secret.encode() not in data, path
            assert secret.replace("-", "")[:32].encode() not in data, path


def test_a_code_file_as_windows_writes_it_is_read(code: Code, come: Come, tmp_path: Path) -> None:
    wide = tmp_path / "wide.txt"
    wide.write_bytes(code().read_text().encode("utf-16"))
    assert come("till-01", wide).code == 0
    assert "cannot be read" in come("till-02", tmp_path / "nothing.txt").err
