"""An export that cannot be written says what is in the way, and leaves the file of yesterday as it was."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from loyalty_pos.storage import export_files
from loyalty_pos.wiring.centre import CentreSettings, open_centre
from loyalty_pos.wiring.first_start import prepare_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import Asked, bring
from loyalty_pos.wiring.resources import resource
from tests.integration.cli.conftest import Ask


@pytest.fixture(autouse=True)
def _centre(tmp_path: Path) -> None:
    centre = open_centre(CentreSettings(folders_at(tmp_path).centre))
    prepare_centre(centre)
    bring(centre, Asked("goods", resource("demo", "goods.csv")))
    centre.close()


@pytest.mark.parametrize(
    ("name", "english", "russian"),
    [
        pytest.param("nowhere/goods.csv", "there is no such folder", "такой папки нет", id="a folder that is not there"),
        pytest.param("a file/goods.xlsx", "there is no such folder", "такой папки нет", id="a file for a folder"),
        pytest.param("folder.csv", "it is a folder", "это папка", id="a folder for a file"),
        pytest.param("goods.pdf", "must end in .csv or .xlsx", "кончаться на .csv или .xlsx", id="another kind"),
    ],
)  # fmt: skip
def test_a_place_where_nothing_can_be_written_is_told_in_a_sentence(
    ask: Ask, tmp_path: Path, name: str, english: str, russian: str
) -> None:
    (tmp_path / "a file").write_text("")
    (tmp_path / "folder.csv").mkdir()
    for lang, told in (("en", english), ("ru", russian)):
        said = ask("export", "goods", tmp_path / name, lang=lang)
        assert (said.code, said.out, said.err.count("\n")) == (2, "", 1)
        assert told in said.err
        assert "load" not in said.err and "загруз" not in said.err


class _Trouble:
    """A file system that gives way after the first rows."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __iter__(self) -> Iterator[tuple[str]]:
        yield ("bread",)
        raise OSError(self._number, os.strerror(self._number))


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "not_allowed"),
        (errno.EROFS, "not_allowed"),
        (errno.EIO, "cannot_write"),
    ],
)
def test_what_breaks_off_in_the_middle_leaves_the_old_file_and_no_half_one(
    tmp_path: Path, ending: str, number: int, reason: str
) -> None:
    path = tmp_path / f"goods.{ending}"
    path.write_bytes(b"yesterday")
    with pytest.raises(export_files.ExportNotWritten) as refused:
        export_files.write_table(path, ["name"], _Trouble(number))
    assert refused.value.reason == reason
    assert path.read_bytes() == b"yesterday"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [path.name]
