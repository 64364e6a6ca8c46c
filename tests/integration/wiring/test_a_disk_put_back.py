"""Yesterday's disk is put back into a till: it knows nothing of the points it gave since, and gives none alone (R45)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from loyalty_pos.core.leases.rights import Right
from loyalty_pos.storage.journal_mark import JournalMark
from loyalty_pos.storage.vault import MemoryVault
from loyalty_pos.wiring.late import VAULT_FILE
from tests.integration.wiring.test_points_without_the_centre import AT_HOME, Town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    town = Town(tmp_path)
    yield town
    town.close()


def test_a_disk_that_was_put_back_gives_no_points_until_the_centre_lends_anew(
    town: Town, tmp_path: Path
) -> None:
    port = town.switch_off()
    folder = tmp_path / "till-1"
    town.restart(0)
    yesterday = tmp_path / "yesterday"
    town.tills[0].close()
    shutil.copytree(folder, yesterday)
    assert town.sell(town.restart(0)).by_floor == AT_HOME
    assert town.tills[0].sync_once().waiting, "whoever talks to the centre also looks after the mark"
    town.tills[0].close()
    for path in folder.iterdir():
        if path.is_file() and path.name != VAULT_FILE:
            path.unlink()
    shutil.copytree(yesterday, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(VAULT_FILE))

    till = town.restart(0)
    assert till.world.rights.right(town.account) == Right()
    assert town.sell(till).redeemed == 0, "the sale goes on without points"
    town.switch_on(port)
    for _ in range(3):
        till.sync_once()
    assert till.world.rights.right(town.account) == Right(0, AT_HOME)


class Book:
    head, epoch = 7, 1


@pytest.fixture
def vault() -> MemoryVault:
    return MemoryVault()


def marked(vault: MemoryVault, life: str = "life") -> JournalMark:
    return JournalMark(vault, life, lambda: Book.head, lambda: Book.epoch)


@pytest.mark.parametrize(("head", "found"), [(7, "whole"), (8, "whole"), (6, "a copy"), (0, "a copy")])
def test_a_journal_that_knows_less_than_the_vault_is_a_copy(
    vault: MemoryVault, monkeypatch: pytest.MonkeyPatch, head: int, found: str
) -> None:
    marked(vault).keep()
    monkeypatch.setattr(Book, "head", head)
    assert marked(vault).is_copy is (found == "a copy")
    assert not marked(vault, "a new life").is_copy


def test_a_copy_stays_one_over_restarts_until_a_new_lease(
    vault: MemoryVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked(vault).keep()
    monkeypatch.setattr(Book, "head", 5)
    for mark in (marked(vault), last := marked(vault)):
        mark.keep()
        assert mark.is_copy
    monkeypatch.setattr(Book, "epoch", 2)
    last.keep()
    assert not last.is_copy
    assert not marked(vault).is_copy, "and the vault knows the journal as it is now"
