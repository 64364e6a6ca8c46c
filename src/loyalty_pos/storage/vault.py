"""Where a till keeps its secrets: keys of its files, the bearer token, the device key; each item a short text.

The best place is the system's own vault (``keyring_vault.py``); where there is none, a file that only its owner
may read. The state of protection is shown to people, never hidden. Secrets must never reach a log or an error.
"""

import json
import re
import secrets
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from loyalty_pos.core.problems import StorageCorrupt
from loyalty_pos.storage.folders import put_file, refusal

VAULT_FILE: Final = "vault.json"
FILE_KEY_BYTES: Final = 48
_RAW_KEY: Final = re.compile(rf"[0-9a-f]{{{2 * FILE_KEY_BYTES}}}")
MAX_ITEM_CHARS: Final = 1000
"""Windows Credential Manager holds 1,280 characters an item."""


class Protection(StrEnum):
    """How well the secrets are kept: by the user's vault, by this machine, or by the rights of a file."""

    FULL = "full"
    MACHINE = "machine"
    FILE = "file"


class Vault(Protocol):
    """Short texts by name. ``protection`` is shown on the status line and in ``doctor``."""

    @property
    def protection(self) -> Protection: ...

    def get(self, name: str) -> str | None:
        """Return the text, or None. Raises ``StorageFailing``, ``StorageCorrupt``."""
        ...

    def put(self, name: str, value: str) -> None:
        """Keep the text durably; a later text of the same name replaces it. Raises ``StorageFull``, ``StorageFailing``."""
        ...


class MemoryVault:
    """Forgets everything with the process: for tests and throw-away tills."""

    def __init__(self) -> None:
        self._items: dict[str, str] = {}

    @property
    def protection(self) -> Protection:
        """Nothing leaves the process."""
        return Protection.FULL

    def get(self, name: str) -> str | None:
        """Return the text, or None."""
        return self._items.get(name)

    def put(self, name: str, value: str) -> None:
        """Keep the text as long as the process lives."""
        self._items[name] = value


class FileVault:
    """A JSON file that only its owner may read; the last step of the ladder."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def protection(self) -> Protection:
        """Whoever can read the owner's files can read this one."""
        return Protection.FILE

    def get(self, name: str) -> str | None:
        """Return the text, or None."""
        return self._read().get(name)

    def put(self, name: str, value: str) -> None:
        """Replace the whole file at once, so that a power cut leaves the old or the new one."""
        items = self._read() | {name: value}
        put_file(self._path, json.dumps(items).encode())  # safe before anything is written under the key

    def _read(self) -> dict[str, str]:
        try:
            items = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise refusal(error, self._path) from error
        except ValueError as error:
            raise StorageCorrupt(path=str(self._path), kept_as=str(self._path)) from error
        return {str(name): str(value) for name, value in items.items()}


def file_key(vault: Vault, name: str) -> str:
    """Return the raw key and salt of an encrypted file, 96 hex digits; made at the first call.

    The salt is kept too: a file that begins with it is ours even when nothing of it can be decrypted any more.
    Raises ``StorageCorrupt`` for a text that is no key, and those of the vault.
    """
    known = vault.get(name)
    if known is None:
        known = secrets.token_hex(FILE_KEY_BYTES)
        vault.put(name, known)
        assert vault.get(name) == known, "the vault forgets"
    if not _RAW_KEY.fullmatch(known):
        raise StorageCorrupt(path=VAULT_FILE, kept_as=VAULT_FILE)
    return known
