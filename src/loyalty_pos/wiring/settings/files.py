"""Where a layer of settings is written: TOML files of the machine that an ordinary user may read and not write.

A file that cannot be read is as good as none: a till must open. Who wonders sees it in ``loyalty-pos settings --explain``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

POLICY_FILE: Final = "policy.toml"
MACHINE_FILE: Final = "settings.toml"


class Layer(Protocol):
    """One layer; a registry of the system can be one as well."""

    @property
    def place(self) -> str:
        """Where it is written."""
        ...

    def read(self) -> Mapping[str, str]:
        """Return its settings as texts; nothing where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class FileLayer:
    """Settings in a TOML file: ``language = "ru"``, ``beside_port = 8766``."""

    path: Path

    @property
    def place(self) -> str:
        """Its path."""
        return str(self.path)

    def read(self) -> Mapping[str, str]:
        """Return what the file says; tables and lists say nothing here."""
        if not self.path.is_file():
            return {}
        import tomllib

        try:
            values = tomllib.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {name: _text(value) for name, value in values.items() if isinstance(value, str | int | bool)}

    def is_broken(self) -> bool:
        """Tell whether there is a file that says nothing: a slip of the pen in it takes every setting away."""
        try:
            return self.path.is_file() and self.path.stat().st_size > 0 and not self.read()
        except OSError:
            return True


def _text(value: str | int) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def layers_of_machine(folder: Path | None = None) -> tuple[FileLayer, FileLayer]:
    """Return policy and machine; ``folder`` None = where the system keeps settings for all users."""
    if folder is None:
        import platformdirs

        folder = Path(platformdirs.site_config_dir("loyalty-pos", appauthor=False))
    return FileLayer(folder / POLICY_FILE), FileLayer(folder / MACHINE_FILE)
