"""A layer of settings in the registry of Windows: where policies of a domain arrive, and where an installer writes.

Only settings that the catalogue knows are read: the same keys hold the installer's own notes.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from loyalty_pos.wiring.settings.catalogue import NAMES

POLICY_KEY: Final = r"Software\Policies\LoyaltyPOS"
MACHINE_KEY: Final = r"Software\LoyaltyPOS"


class Hive(Protocol):
    """The part of a registry that holds for the whole machine."""

    def values(self, key: str) -> Mapping[str, object]:
        """Return the values of a key by name; nothing where there is no such key."""
        ...


@dataclass(frozen=True, slots=True)
class RegistryLayer:
    """Settings in one key. Texts, and numbers as a policy's tick and count are written."""

    hive: Hive
    key: str

    @property
    def place(self) -> str:
        """Its key, as people write it."""
        return f"HKLM\\{self.key}"

    def read(self) -> Mapping[str, str]:
        """Return what the key says of our settings; an empty text says nothing."""
        told = {name.lower(): value for name, value in self.hive.values(self.key).items()}
        return {name: str(told[name]) for name in NAMES & told.keys() if _says(told[name])}

    def is_broken(self) -> bool:
        """A registry has no slips of the pen."""
        return False


def _says(value: object) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and bool(value))


if sys.platform == "win32":
    import winreg

    class LocalMachine:
        """``HKEY_LOCAL_MACHINE``, as programs of 64 bit see it."""

        def values(self, key: str) -> Mapping[str, object]:
            """Return the values of a key by name."""
            found: dict[str, object] = {}
            access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
            try:
                with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, 0, access) as opened:
                    for index in range(winreg.QueryInfoKey(opened)[1]):
                        name, value, _ = winreg.EnumValue(opened, index)
                        found[name] = value
            except OSError:
                return found
            return found


def hive_here() -> Hive | None:
    """Return this machine's registry, None where there is none."""
    hive: Hive | None = None
    if sys.platform == "win32":
        hive = LocalMachine()
    return hive
