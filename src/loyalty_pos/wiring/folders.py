"""Which folders this machine keeps its books in; nothing is made or opened here."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs


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
