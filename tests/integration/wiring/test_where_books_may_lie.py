"""Books begin on this computer's own disk: what a cloud copies or another machine locks gets damaged (R46)."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from loyalty_pos.core.problems import FolderShared
from loyalty_pos.storage.database import SAFE_SQLITE, connect
from loyalty_pos.wiring import folders
from loyalty_pos.wiring.centre import CentreSettings, open_centre
from loyalty_pos.wiring.till import TillSettings, open_files

MOUNTS = """/dev/sda1 / ext4 rw 0 0
//office/shop /media/office\\040disk cifs rw 0 0
tmpfs /media/office\\040disk/own tmpfs rw 0 0
server:/home /home nfs4 rw 0 0
"""


@pytest.mark.parametrize("cloud", ["Dropbox", "OneDrive - Roses Ltd", "Яндекс.Диск", "Google Drive"])
def test_a_new_till_in_a_cloud_folder_is_refused_and_nothing_is_made(cloud: str, tmp_path: Path) -> None:
    folder = tmp_path / cloud / "till"
    with pytest.raises(FolderShared) as refused:
        open_files(TillSettings(folder))
    assert refused.value.path == str(folder)
    assert not folder.exists()


def test_a_new_centre_in_a_cloud_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FolderShared):
        open_centre(CentreSettings(tmp_path / "Nextcloud" / "centre"))
    assert not (tmp_path / "Nextcloud").exists()


def test_a_till_that_sells_already_is_not_stopped_by_its_folder(tmp_path: Path) -> None:
    own = tmp_path / "till"
    open_files(TillSettings(own)).close()
    (tmp_path / "Dropbox").mkdir()
    moved = own.rename(tmp_path / "Dropbox" / "till")
    open_files(TillSettings(moved)).close()


@pytest.mark.parametrize(
    ("folder", "shared"),
    [
        ("/var/lib/loyalty-pos", False),
        ("/media/office disk/till", True),
        ("/media/office disk/own/till", False),
        ("/home/anna/till", True),
    ],
)
def test_a_folder_on_another_machine_is_known_by_its_mount(
    folder: str, *, shared: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mounts").write_text(MOUNTS)
    monkeypatch.setattr(folders, "_MOUNTS", tmp_path / "mounts")
    if not shared:
        folders.refuse_shared(Path(folder))
        return
    with pytest.raises(FolderShared):
        folders.refuse_shared(Path(folder))


def test_a_system_that_tells_no_mounts_refuses_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "_MOUNTS", tmp_path / "nowhere")
    folders.refuse_shared(tmp_path)


def test_a_sqlite_that_may_corrupt_files_opens_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert dbapi2.sqlite_version_info >= SAFE_SQLITE
    monkeypatch.setattr(dbapi2, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(RuntimeError, match=r"3\.51\.2|may corrupt"):
        connect(tmp_path / "journal.db", "ab" * 48)
    assert not (tmp_path / "journal.db").exists()
