"""Which folders this machine keeps its books in, and which it must not; nothing is made or opened here.

What another program copies while we write, or another machine locks for us, ends as a damaged file (R46).
"""

import ctypes
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import platformdirs

from loyalty_pos.core.problems import FolderShared
from loyalty_pos.wiring.settings.places import DATA, machine_folder

_MOUNTS: Final = Path("/proc/self/mounts")
_NETWORK: Final = (
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afs",
    "ceph",
    "9p",
    "davfs",
    "fuse.sshfs",
    "fuse.rclone",
)
_CLOUDS: Final = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "my drive",
    "icloud drive",
    "iclouddrive",
    "yandex.disk",
    "yandexdisk",
    "яндекс.диск",
    "nextcloud",
    "облако mail.ru",
)
_REMOTE_DRIVE: Final = 4


@dataclass(frozen=True, slots=True)
class Folders:
    """All folders of one installation. ``machine``: the folder of an installation for the whole machine, None = a user's own."""

    data: Path
    machine: Path | None = None

    @property
    def till(self) -> Path:
        """The till's journal, cache and print queue."""
        return self.data / "till"

    @property
    def centre(self) -> Path:
        """The embedded centre's database and keys."""
        return self.data / "centre"

    @property
    def logs(self) -> Path:
        """Log files; they hold no personal data."""
        return (self.machine or self.data) / "logs"


def folders_at(data: Path | None) -> Folders:
    """Return the folders under ``data``; None = where this system's installation keeps them."""
    machine = machine_folder()
    own = Path(platformdirs.user_data_dir("loyalty-pos", appauthor=False))
    return chosen_folders(data, machine, own)


def chosen_folders(data: Path | None, machine: Path | None, own: Path) -> Folders:
    """Return the folders: those named, else where a till is, else the machine's where an installer made them.

    A till that a user had before the installer came stays where it is: books are never moved by themselves.
    """
    of_machine = machine / DATA if machine is not None else None
    if data is None:
        known = (of_machine, own) if of_machine is not None else (own,)
        data = next((one for one in known if has_books(one)), None)
    if data is None:
        data = of_machine if of_machine is not None and of_machine.is_dir() else own
    return Folders(data, machine if data == of_machine else None)


def has_books(data: Path) -> bool:
    """Tell whether a till was made under this folder; books that only another account may read are books."""
    try:
        return (data / "till" / "journal.db").exists()
    except PermissionError:
        return True


def logs_of(till: Path) -> Path:
    """Return where the till in this folder writes its log."""
    return folders_at(till.parent).logs


def refuse_shared(folder: Path) -> None:
    """Refuse to begin books in a folder that a cloud copies or that lies on another machine. Raises FolderShared."""
    if _in_a_cloud(folder) or _on_a_network(folder):
        raise FolderShared(path=str(folder))


def _in_a_cloud(folder: Path) -> bool:
    names = [part.casefold() for part in folder.absolute().parts]
    return any(name == cloud or name.startswith(f"{cloud} - ") for name in names for cloud in _CLOUDS)


def _on_a_network(folder: Path) -> bool:
    """Tell whether the nearest mount above the folder is another machine's; a system that cannot say has none."""
    if os.name == "nt":
        return _remote_on_windows(folder)
    try:
        lines = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return False
    own = folder.resolve()
    above = [(len(point.parts), kind) for point, kind in _mounted(lines) if own.is_relative_to(point)]
    return bool(above) and max(above)[1] in _NETWORK


def _mounted(lines: list[str]) -> Iterator[tuple[Path, str]]:
    for text in lines:
        _, point, kind, *_ = text.split(" ")
        yield Path(point.replace("\\040", " ")), kind


def _remote_on_windows(folder: Path) -> bool:
    drive = folder.absolute().anchor
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - only Windows has it
    return drive.startswith("\\\\") or kernel.GetDriveTypeW(drive) == _REMOTE_DRIVE
