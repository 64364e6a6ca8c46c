"""Before anything is installed IT is told which machines cannot be a till, and why; of this machine, or of a list."""

import json
from pathlib import Path

from tests.integration.cli.conftest import Ask

LIST = """host name;windows build;architecture;memory MB;free disk MB;screen
TILL-01;10.0.19045.4291;64-bit;8192;50000;1366x768
till-02;14393;64-разрядная;8192;50000;1366x768
till-03;19045;x86;1024;300;800×600
till-04;19045;x64;3000;9000;1024x768
till-05;19045;x64;;9000;
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "machines.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_is_judged_the_worst_first(ask: Ask, tmp_path: Path) -> None:
    said = ask("preflight", written(tmp_path, LIST))
    assert said.code == 1
    lines = said.out.splitlines()
    assert lines[0] == "Machines: 5. Cannot be a till: 2, to be looked at: 2, fit: 1."
    assert lines[1].startswith("till-03: CANNOT: 32-bit system, 64 are needed; 1024 MB of memory")
    assert lines[2] == "till-02: CANNOT: Windows build 14393 is too old, at least 17763 is needed"
    assert [line.split(":")[0] for line in lines[3:]] == ["till-05", "till-04"]
    assert "till-01: fits" in ask("preflight", written(tmp_path, LIST), "--all").out
    assert "НЕ МОЖЕТ: сборка Windows 14393" in ask("preflight", tmp_path / "machines.csv", lang="ru").out


def test_a_row_that_says_nothing_is_named_and_the_others_are_judged(ask: Ask, tmp_path: Path) -> None:
    text = "host;build;memory;disk;screen\ntill 1;19045;8000;8000;\ntill-2;new;8000;8000;\ntill-3;19045;8000;8000;big\n"
    said = ask("preflight", written(tmp_path, text), "--json")
    told = json.loads(said.out)
    assert (said.code, told["bad_rows"], told["machines"]) == (1, [2, 3, 4], [])
    lines = ask("preflight", tmp_path / "machines.csv").out
    assert "line 2: host «till 1» is no name of a machine" in lines
    assert "line 4: screen «big» is no size of a screen" in lines


def test_a_list_without_what_is_needed_is_refused_in_one_sentence(ask: Ask, tmp_path: Path) -> None:
    said = ask("preflight", written(tmp_path, "host;screen\ntill-1;1x1\n"))
    assert (said.code, len(said.err.strip().splitlines())) == (2, 1)


def test_this_machine_is_looked_at(ask: Ask) -> None:
    told = json.loads(ask("preflight", "--json").out)
    (machine,) = told["machines"]
    assert machine["host"]
    assert {one["code"] for one in machine["why"]} <= {
        "no_screen",
        "small_screen",
        "little_disk",
        "little_memory",
        "scarce_memory",
    }
    assert "Machines: 1." in ask("preflight").out
