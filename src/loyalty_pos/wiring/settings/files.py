"""Where the layers of settings are written: the registry, and TOML files of the machine that an ordinary user may not write.

A file that cannot be read is as good as none: a till must open. Who wonders sees it in ``loyalty-pos settings --explain``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from loyalty_pos.till.upkeep.port import Source
from loyalty_pos.wiring.settings.places import config_folder
from loyalty_pos.wiring.settings.registry import MACHINE_KEY, POLICY_KEY, Hive, RegistryLayer, hive_here

POLICY_FILE: Final = "policy.toml"
MACHINE_FILE: Final = "config.toml"
OLDER_FILE: Final = "settings.toml"
"""As tills before the installer called it."""


class Layer(Protocol):
    """One layer; a registry of the system can be one as well."""

    @property
    def place(self) -> str:
        """Where it is written."""
        ...

    def read(self) -> Mapping[str, str]:
        """Return its settings as texts; nothing where there is none."""
        ...

    def is_broken(self) -> bool:
        """Tell whether there is something that cannot be read."""
        ...


Layers = tuple[tuple[Source, Layer], ...]


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


def layers_of_machine(folder: Path | None = None, hive: Hive | None = None) -> Layers:
    """Return policies and settings of the machine, the first that says anything counts.

    ``folder`` None = where the system keeps settings for all users, and with them its registry; ``hive``: another one.
    """
    if folder is None:
        folder, hive = config_folder(), hive or hive_here()
    policies: list[Layer] = [RegistryLayer(hive, POLICY_KEY)] if hive is not None else []
    settings: list[Layer] = [RegistryLayer(hive, MACHINE_KEY)] if hive is not None else []
    policies.append(FileLayer(folder / POLICY_FILE))
    settings += [FileLayer(folder / MACHINE_FILE), FileLayer(folder / OLDER_FILE)]
    return (
        *((Source.POLICY, layer) for layer in policies),
        *((Source.MACHINE, layer) for layer in settings),
    )
