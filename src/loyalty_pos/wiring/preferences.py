"""What this machine remembers of its window, below what its owner decided; read before the first paint, so it loads little else."""

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from loyalty_pos.wiring.settings.files import layers_of_machine
from loyalty_pos.wiring.settings.layers import Layers, layered

_FILE: Final = "window.json"


class FilePreferences:
    """A small JSON file; one that cannot be read is as good as none, one that cannot be written is no tragedy."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.place = str(path)
        self._values = self._load()

    def get(self, name: str, default: str) -> str:
        """Return what was kept."""
        return self._values.get(name, default)

    def read(self) -> Mapping[str, str]:
        """Return all of it."""
        return self._values

    def set(self, name: str, value: str) -> None:
        """Keep it for the next start, beside what others kept meanwhile."""
        self._values = self._values | self._load() | {name: value}
        try:
            handle, temporary = tempfile.mkstemp(dir=self._path.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(self._values, file)
            Path(temporary).replace(self._path)
        except OSError:
            return

    def _load(self) -> dict[str, str]:
        try:
            values = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(k): str(v) for k, v in values.items()} if isinstance(values, dict) else {}


def preferences_in(folder: Path, machine: Path | None = None) -> Layers:
    """Return the settings of the till in this folder; ``machine``: where those for all users lie, None = the system's place."""
    return layered(layers_of_machine(machine), FilePreferences(folder / _FILE))
