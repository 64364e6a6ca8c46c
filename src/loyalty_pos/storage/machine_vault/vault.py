"""A file of secrets that only this machine can open: for tills whose account has no vault of its own (Windows services, kiosks).

A file that cannot be opened is never taken for an empty one: a new key in its place would lose the journal.
"""

import json
import secrets
from pathlib import Path
from typing import Final, Protocol

from loyalty_pos.core.problems import StorageFailing
from loyalty_pos.storage.folders import put_file, refusal
from loyalty_pos.storage.machine_vault.dpapi import NotProtectedError
from loyalty_pos.storage.vault import Protection

MACHINE_FILE: Final = "vault.machine"


class Protecting(Protocol):
    """``dpapi.MachineProtection``."""

    def protect(self, data: bytes) -> bytes: ...

    def unprotect(self, data: bytes) -> bytes: ...


class MachineVault:
    """All items in one file, closed as a whole; also readable by its owner only."""

    def __init__(self, path: Path, machine: Protecting) -> None:
        self._path, self._machine = path, machine

    @property
    def protection(self) -> Protection:
        """Whoever has the file has nothing without this machine."""
        return Protection.MACHINE

    def get(self, name: str) -> str | None:
        """Return the text, or None."""
        return self._read().get(name)

    def put(self, name: str, value: str) -> None:
        """Replace the whole file at once, so that a power cut leaves the old or the new one."""
        items = self._read() | {name: value}
        try:
            closed = self._machine.protect(json.dumps(items).encode())
        except NotProtectedError as error:
            raise self._refused() from error
        put_file(self._path, closed)

    def works(self) -> bool:
        """Close and open a probe, and what is there already."""
        probe = secrets.token_bytes(16)
        try:
            closed = self._machine.protect(probe)
            return probe not in closed and self._machine.unprotect(closed) == probe
        except (NotProtectedError, OSError):
            return False

    def _read(self) -> dict[str, str]:
        try:
            closed = self._path.read_bytes()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise refusal(error, self._path) from error
        try:
            items = json.loads(self._machine.unprotect(closed))
        except (NotProtectedError, ValueError) as error:
            raise self._refused() from error
        return {str(name): str(value) for name, value in items.items()}

    def _refused(self) -> StorageFailing:
        return StorageFailing(path=str(self._path), reason="machine")
