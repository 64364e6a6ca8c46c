"""The marketer's guides tell the truth: each command in them is run, and its answer is compared with what stands there."""

import io
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from loyalty_pos.cli import main
from loyalty_pos.core.programme.file import read_programme

GUIDES = ["marketer.en.md", "marketer.ru.md"]
ELIDED = "..."
BLOCK = re.compile(r"^```(console|toml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(text: str, kind: str) -> list[str]:
    return [body for found, body in BLOCK.findall(text) if found == kind]


def commands(body: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a block with the lines that stand under it."""
    command = ""
    lines: list[str] = []
    for line in body.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, lines
            command, lines = line[2:], []
        else:
            lines.append(line)
    yield command, lines


def run(command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Run one command as a shell would, with < and >; return what stands on the screen."""
    words = shlex.split(command)
    assert words.pop(0) == "loyalty-pos"
    into = words.pop(words.index(">") + 1) if ">" in words else ""
    out_of = words.pop(words.index("<") + 1) if "<" in words else ""
    monkeypatch.setattr("sys.stdin", io.StringIO(Path(out_of).read_text("utf-8") if out_of else ""))
    capsys.readouterr()
    main([word for word in words if word not in {"<", ">"}])
    said = capsys.readouterr()
    if into:
        Path(into).write_text(said.out, "utf-8")
    shown = said.err + ("" if into else said.out)
    return shown.replace("\u00a0", " ").splitlines()


def matches(told: list[str], shown: list[str]) -> bool:
    """Tell whether the guide's lines are the shown ones, some of them left out where it says so."""
    pattern = "\n".join("(?:.*\n)*?.*" if line == ELIDED else re.escape(line.rstrip()) for line in told)
    return re.fullmatch(pattern, "\n".join(line.rstrip() for line in shown)) is not None


@pytest.fixture
def desk(tmp_path: Path, project_root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples in it, where nothing of the person's own is."""
    shutil.copytree(project_root / "docs" / "examples", tmp_path / "docs" / "examples")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("guide", GUIDES)
def test_each_command_answers_what_stands_under_it(
    guide: str,
    desk: Path,
    project_root: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert desk.is_dir()
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8" if ".ru." in guide else "en_GB.UTF-8")
    text = (project_root / "docs" / guide).read_text("utf-8")
    pairs = [pair for body in blocks(text, "console") for pair in commands(body)]
    assert len(pairs) >= 9
    for command, told in pairs:
        shown = run(command, capsys, monkeypatch)
        assert matches(told, shown), (command, shown)


@pytest.mark.parametrize("guide", GUIDES)
def test_each_piece_of_a_programme_is_one(guide: str, project_root: Path) -> None:
    pieces = blocks((project_root / "docs" / guide).read_text("utf-8"), "toml")
    assert len(pieces) >= 3
    for piece in pieces:
        assert read_programme(f'id = "p"\nnames = {{ en = "P" }}\n{piece}') is not None


def test_the_guides_run_the_same_commands(project_root: Path) -> None:
    english, russian = (
        [
            command
            for body in blocks((project_root / "docs" / guide).read_text("utf-8"), "console")
            for command, _ in commands(body)
        ]
        for guide in GUIDES
    )
    assert [_skeleton(command) for command in english] == [_skeleton(command) for command in russian]


def _skeleton(command: str) -> list[str]:
    return [
        word for word in shlex.split(command) if not re.search("[А-Яа-яЁё ]", word) and word != "Second cup"
    ]
