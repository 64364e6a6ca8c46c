"""Secrets of a till: kept in the best place that works, and people see which one it is."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked

from loyalty_pos.core.problems import NotEnrolled, StorageCorrupt, StorageFailing
from loyalty_pos.storage.keyring_vault import KeyringVault, choose_vault
from loyalty_pos.storage.vault import VAULT_FILE, FileVault, MemoryVault, Protection, file_key
from tests.fakes.till_folder import LOOKUP_KEY, Counter


class PocketKeyring(KeyringBackend):
    """A system vault that lives in the test."""

    priority = 1

    def __init__(self) -> None:
        self.items: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.items.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.items[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.items[service, username]


@pytest.fixture
def system_vault(monkeypatch: pytest.MonkeyPatch) -> PocketKeyring:
    backend = PocketKeyring()
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend)
    return backend


def test_without_a_system_vault_secrets_stand_in_a_file_for_the_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", NoKeyring())  # type: ignore[no-untyped-call]  # keyring has no types there
    vault = choose_vault(tmp_path)
    vault.put("token", "secret")
    assert vault.protection is Protection.FILE
    assert vault.get("token") == "secret"
    assert stat.S_IMODE((tmp_path / VAULT_FILE).stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [tmp_path / VAULT_FILE]


def test_the_system_vault_is_preferred_and_the_probe_leaves_nothing(
    tmp_path: Path, system_vault: PocketKeyring
) -> None:
    vault = choose_vault(tmp_path)
    assert isinstance(vault, KeyringVault)
    assert vault.protection is Protection.FULL
    assert system_vault.items == {}
    vault.put("token", "secret")
    assert choose_vault(tmp_path).get("token") == "secret"
    assert choose_vault(tmp_path / "other").get("token") is None


def test_a_till_that_began_with_a_file_stays_with_it(tmp_path: Path, system_vault: PocketKeyring) -> None:
    FileVault(tmp_path / VAULT_FILE).put("token", "secret")
    assert choose_vault(tmp_path).get("token") == "secret"
    assert system_vault.items == {}


def test_a_locked_system_vault_is_a_refusal_and_no_reason_for_a_new_key(
    tmp_path: Path, system_vault: PocketKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = KeyringVault("till")
    first = file_key(vault, "journal-key")

    def locked(_service: str, _username: str) -> str:
        raise KeyringLocked

    with monkeypatch.context() as while_locked:
        while_locked.setattr(system_vault, "get_password", locked)
        with pytest.raises(StorageFailing):
            file_key(vault, "journal-key")
        assert choose_vault(tmp_path).protection is Protection.FILE
    assert file_key(vault, "journal-key") == first


def test_a_key_is_made_once(tmp_path: Path) -> None:
    vault = FileVault(tmp_path / VAULT_FILE)
    first = file_key(vault, "journal-key")
    assert len(bytes.fromhex(first)) == 48
    assert file_key(FileVault(tmp_path / VAULT_FILE), "journal-key") == first
    assert file_key(vault, "cache-key") != first


def test_a_damaged_vault_is_said_to_be_damaged(tmp_path: Path) -> None:
    (tmp_path / VAULT_FILE).write_text("{", encoding="utf-8")
    with pytest.raises(StorageCorrupt):
        FileVault(tmp_path / VAULT_FILE).get("token")
    assert (tmp_path / VAULT_FILE).read_text(encoding="utf-8") == "{"


def test_a_till_with_a_damaged_vault_says_so_and_leaves_its_files_alone(counter: Counter) -> None:
    counter.files.close()
    vault = counter.folder / VAULT_FILE
    vault.write_text("{", encoding="utf-8")
    counter.vault = FileVault(vault)
    before = {path.name for path in counter.folder.iterdir()}
    with pytest.raises(StorageCorrupt):
        counter.open()
    assert {path.name for path in counter.folder.iterdir()} == before


def test_enrolment_puts_secrets_into_the_vault_and_the_place_into_the_journal(counter: Counter) -> None:
    counter.restart()
    identity = counter.files.identity
    assert identity.token() == "secret-token"
    assert identity.lookup_key() == LOOKUP_KEY
    assert identity.place().store_name == "Corner shop"
    assert identity.place().centre_url == "https" + "://centre.example"
    with counter.files.journal_file.writing() as connection:
        stands = json.dumps(connection.execute("SELECT * FROM identity").fetchall())
    assert "secret-token" not in stands


def test_without_its_secrets_a_till_is_not_enrolled(counter: Counter) -> None:
    identity = counter.files.identity
    identity._vault = MemoryVault()
    with pytest.raises(NotEnrolled):
        identity.token()


def test_the_device_key_stays_in_the_vault(counter: Counter) -> None:
    assert counter.files.identity.device_key() is None
    counter.files.identity.keep_device_key("private")
    assert counter.vault.get("device-key") == "private"
    assert counter.files.identity.device_key() == "private"


def test_opening_a_till_loads_none_of_the_large_libraries() -> None:
    code = (
        "import sys, loyalty_pos.storage.till_files, loyalty_pos.storage.vault\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & "
        "{'sqlalchemy', 'alembic', 'keyring', 'cryptography', 'httpx', 'PySide6'}))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"
