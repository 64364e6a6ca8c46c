"""The system's vault (Windows Credential Manager, Secret Service), tried before it is trusted.

Importing this costs a quarter of a second, so a till that has its file vault already never does (``wiring``).
"""

import logging
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import keyring
from keyring.errors import KeyringError

from loyalty_pos.core.problems import StorageFailing
from loyalty_pos.storage.machine_vault.vault import MACHINE_FILE, MachineVault, Protecting
from loyalty_pos.storage.vault import VAULT_FILE, FileVault, Protection, Vault

_log = logging.getLogger(__name__)
_PROBE: Final = "self-test"


class KeyringVault:
    """Items of one till folder under one service name, in the vault of the account that runs the till."""

    def __init__(self, service: str) -> None:
        self._service = service

    @property
    def protection(self) -> Protection:
        """The system guards it."""
        return Protection.FULL

    def get(self, name: str) -> str | None:
        """Return the text, or None."""
        try:
            return keyring.get_password(self._service, name)
        except KeyringError as error:
            raise self._refusal(error) from error

    def put(self, name: str, value: str) -> None:
        """Keep the text."""
        try:
            keyring.set_password(self._service, name, value)
        except KeyringError as error:
            raise self._refusal(error) from error

    def forget(self, names: Iterable[str]) -> None:
        """Forget these items; one that is not there is forgotten already."""
        for name in names:
            if self.get(name) is not None:
                try:
                    keyring.delete_password(self._service, name)
                except KeyringError as error:
                    raise self._refusal(error) from error

    def works(self) -> bool:
        """Write, read and delete a probe: backends are often there in name only."""
        probe = secrets.token_hex(8)
        try:
            self.put(_PROBE, probe)
            kept = self.get(_PROBE) == probe
            keyring.delete_password(self._service, _PROBE)
        except (KeyringError, StorageFailing, OSError, RuntimeError):
            return False
        return kept

    def _refusal(self, error: KeyringError) -> StorageFailing:
        """A locked vault is not an empty one: nothing new may be made in its place."""
        return StorageFailing(path=self._service, reason=type(error).__name__)


def choose_vault(folder: Path, machine: Protecting | None = None, *, for_all: bool = False) -> Vault:
    """Return the best vault that works for this till folder, each step tried anew; ``machine``: of the middle step, None = there is none.

    A folder that has the file of a step stays with it: what is in it is nowhere else. ``for_all``: several accounts open
    these books (cashiers in turn, an installer), so no account's own vault is asked before the machine's.
    """
    file, closed = folder / VAULT_FILE, folder / MACHINE_FILE
    if file.exists():
        return FileVault(file)
    if machine is not None and closed.exists():
        return MachineVault(closed, machine)
    step = MachineVault(closed, machine) if machine is not None else None
    if for_all and step is not None and step.works():
        return step
    vault = KeyringVault(f"loyalty-pos {folder.resolve()}")
    if vault.works():
        return vault
    if step is not None and step.works():
        return step
    _log.info("vault.in_a_file system=no machine=%s", "none here" if step is None else "refused")
    return FileVault(file)
