"""Every step of the vault's ladder keeps texts in the same way; what a step cannot do it says, and is never an empty one."""

import json
import logging
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from loyalty_pos.core.problems import StorageFailing
from loyalty_pos.storage.keyring_vault import KeyringVault, choose_vault
from loyalty_pos.storage.machine_vault.dpapi import on_this_machine
from loyalty_pos.storage.machine_vault.vault import MACHINE_FILE, MachineVault
from loyalty_pos.storage.vault import (
    MAX_ITEM_CHARS,
    VAULT_FILE,
    FileVault,
    MemoryVault,
    Protection,
    Vault,
    file_key,
)
from tests.fakes.machine_protection import Machine
from tests.integration.storage.test_vault import PocketKeyring

Opened = Callable[[], Vault]


@pytest.fixture
def machine() -> Machine:
    return Machine("till 3")


@pytest.fixture
def no_system_vault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", NoKeyring())  # type: ignore[no-untyped-call]  # keyring has no types there


@pytest.fixture(params=["memory", "full", "machine", "file"])
def opened(
    request: pytest.FixtureRequest, tmp_path: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> Opened:
    """Return how the same vault is opened again."""
    monkeypatch.setattr(keyring.core, "_keyring_backend", PocketKeyring())
    memory = MemoryVault()
    ways: dict[str, Opened] = {
        "memory": lambda: memory,
        "full": lambda: KeyringVault("till"),
        "machine": lambda: MachineVault(tmp_path / MACHINE_FILE, machine.protection()),
        "file": lambda: FileVault(tmp_path / VAULT_FILE),
    }
    return ways[str(request.param)]


def test_what_was_put_is_there_when_it_is_opened_again(opened: Opened) -> None:
    opened().put("token", "secret")
    opened().put("place", "магазин «Угол»")
    opened().put("token", "another")
    assert (opened().get("token"), opened().get("place"), opened().get("nothing")) == (
        "another",
        "магазин «Угол»",
        None,
    )


def test_a_key_is_made_once_and_the_largest_item_fits(opened: Opened) -> None:
    first = file_key(opened(), "journal-key")
    assert file_key(opened(), "journal-key") == first
    opened().put("large", "x" * MAX_ITEM_CHARS)
    assert opened().get("large") == "x" * MAX_ITEM_CHARS


# --- the step of the machine ------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_system_vault")
def test_without_a_system_vault_the_machine_itself_is_the_next_step(tmp_path: Path, machine: Machine) -> None:
    vault = choose_vault(tmp_path, machine.protection())
    vault.put("token", "secret")

    assert vault.protection is Protection.MACHINE
    assert choose_vault(tmp_path, machine.protection()).get("token") == "secret"
    assert [path.name for path in tmp_path.iterdir()] == [MACHINE_FILE]
    closed = tmp_path / MACHINE_FILE
    assert b"secret" not in closed.read_bytes()
    assert stat.S_IMODE(closed.stat().st_mode) == 0o600
    assert machine.lent == {}, "what the system hands out is given back"


@pytest.mark.usefixtures("no_system_vault")
@pytest.mark.parametrize("why", ["there is none here", "it refuses"])
def test_a_machine_without_the_step_falls_to_the_file_and_the_log_says_why(
    tmp_path: Path, machine: Machine, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    machine.refuses = True
    caplog.set_level(logging.INFO, "loyalty_pos.storage.keyring_vault")
    vault = choose_vault(tmp_path, machine.protection() if why == "it refuses" else None)
    vault.put("token", "secret")
    assert vault.protection is Protection.FILE
    told = "machine=refused" if why == "it refuses" else "machine=none here"
    assert told in caplog.text
    assert json.loads((tmp_path / VAULT_FILE).read_text("utf-8")) == {"token": "secret"}


def test_a_disk_in_another_machine_is_refused_and_no_reason_for_a_new_key(
    tmp_path: Path, machine: Machine
) -> None:
    path = tmp_path / MACHINE_FILE
    first = file_key(MachineVault(path, machine.protection()), "journal-key")
    stolen = MachineVault(path, Machine("a thief's").protection())
    before = path.read_bytes()
    for ask in (lambda: file_key(stolen, "journal-key"), lambda: stolen.put("token", "x")):
        with pytest.raises(StorageFailing):
            ask()
    assert path.read_bytes() == before
    assert file_key(MachineVault(path, machine.protection()), "journal-key") == first


def test_a_folder_stays_with_the_step_that_holds_its_secrets(
    tmp_path: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system vault that works tomorrow is empty: the keys are where they were made."""
    MachineVault(tmp_path / MACHINE_FILE, machine.protection()).put("token", "secret")
    monkeypatch.setattr(keyring.core, "_keyring_backend", PocketKeyring())
    assert choose_vault(tmp_path, machine.protection()).get("token") == "secret"


def test_books_that_several_accounts_open_ask_the_machine_before_any_account(
    tmp_path: Path, machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The installer, the night's update and two cashiers with accounts of their own open the same journal."""
    monkeypatch.setattr(keyring.core, "_keyring_backend", PocketKeyring())
    choose_vault(tmp_path, machine.protection(), for_all=True).put("token", "secret")
    monkeypatch.setattr(keyring.core, "_keyring_backend", PocketKeyring())  # another account's, empty
    vault = choose_vault(tmp_path, machine.protection(), for_all=True)
    assert (vault.protection, vault.get("token")) == (Protection.MACHINE, "secret")
    machine.refuses = True
    assert choose_vault(tmp_path / "new", machine.protection(), for_all=True).protection is Protection.FULL


def test_damage_is_said_to_be_damage(tmp_path: Path, machine: Machine) -> None:
    path = tmp_path / MACHINE_FILE
    MachineVault(path, machine.protection()).put("token", "secret")
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(StorageFailing):
        MachineVault(path, machine.protection()).get("token")


def test_only_windows_has_it() -> None:
    assert (on_this_machine() is None) is (sys.platform != "win32")
