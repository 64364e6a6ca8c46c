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
    """All folders of one installation."""

    data: Path

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
        return self.data / "logs"


def folders_at(data: Path | None) -> Folders:
    """Return the folders under ``data``; None = the user's data folder of the system."""
    return Folders(data or Path(platformdirs.user_data_dir("loyalty-pos", appauthor=False)))


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
