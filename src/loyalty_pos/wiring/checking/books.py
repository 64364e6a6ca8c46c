"""Do this till's books open with this program, and its keys? Tried on a copy: the till's own files stay as they are.

A journal of an older version would be migrated by opening it, and the program before could not read it any more: a new
version that turns out to be no good must be able to go without a trace. The keys are read and never written.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from loyalty_pos.core.problems import Problem, StorageBusy, StorageCorrupt, StorageForeign
from loyalty_pos.core.programme.combined import read_together
from loyalty_pos.storage.instance_lock import InstanceLock
from loyalty_pos.storage.kinds import JOURNAL
from loyalty_pos.storage.till_files import Loaders, TillFiles, open_till
from loyalty_pos.storage.vault import MemoryVault, Protection, Vault
from loyalty_pos.till.ports import Clock
from loyalty_pos.till.upkeep.checked import Checked, State
from loyalty_pos.wiring import late

DATABASE, VAULT = "database", "vault"
_TRIAL: Final = "self-test-"
_KEY: Final = f"{JOURNAL.name}-key"


class Borrowed:
    """A till's secrets to read; what is put is kept for as long as this lives, and nowhere else."""

    def __init__(self, vault: Vault) -> None:
        self._vault, self._own = vault, MemoryVault()

    @property
    def protection(self) -> Protection:
        """As those that are read."""
        return self._vault.protection

    def get(self, name: str) -> str | None:
        """Return the text, or None."""
        own = self._own.get(name)
        return self._vault.get(name) if own is None else own

    def put(self, name: str, value: str) -> None:
        """Keep it here."""
        self._own.put(name, value)


def has_till(folder: Path) -> bool:
    """Tell whether a till was made in this folder."""
    return (folder / f"{JOURNAL.name}.db").exists()


def check_vault(folder: Path) -> tuple[Checked, Vault | None]:
    """Try where the keys lie, and whether the key of the books is there."""
    try:
        vault = late.vault_in(folder)
        if has_till(folder) and vault.get(_KEY) is None:
            return _broken(VAULT, StorageForeign(path=str(folder / f"{JOURNAL.name}.db"))), None
    except Problem as problem:
        return _broken(VAULT, problem), None
    state = State.LOOK if vault.protection is Protection.FILE else State.GOOD
    return Checked(VAULT, state, vault.protection.value), vault


@contextmanager
def opened_copy(folder: Path, vault: Vault, clock: Clock) -> Iterator[TillFiles | Checked]:
    """Open a copy of the till's books, or new ones where there is no till; else say why not."""
    loaders = Loaders(clock, read_together, late.upgrade, late.load_sealer)
    try:
        with _trial_folder(folder) as trial:
            if has_till(folder):
                _copy(folder, trial)
            files = open_till(trial, Borrowed(vault) if has_till(folder) else MemoryVault(), loaders)
            try:
                yield files
            finally:
                files.close()
    except StorageBusy:
        yield Checked(DATABASE, State.GOOD, "running")
    except Problem as problem:
        yield _broken(DATABASE, problem)
    except OSError:
        yield Checked(DATABASE, State.BROKEN, "no_room", str(folder))


def check_books(files: TillFiles, folder: Path) -> Iterator[Checked]:
    """Read the opened books through."""
    journal = str(folder / f"{JOURNAL.name}.db")
    found = [*files.incidents, *files.self_check()]
    for problem in found:
        told = (
            StorageCorrupt(path=journal, kept_as=journal) if isinstance(problem, StorageCorrupt) else problem
        )
        yield _broken(DATABASE, told)
    if not found:
        why = "kept" if has_till(folder) else "new"
        yield Checked(DATABASE, State.GOOD, why, str(files.journal.queue().head_seq))


def _broken(part: str, problem: Problem) -> Checked:
    return Checked(part, State.BROKEN, "refused", problem=problem)


@contextmanager
def _trial_folder(folder: Path) -> Iterator[Path]:
    """Make a folder beside the till's files, on their own disk; those of tests that were cut off go first."""
    above = folder.parent
    above.mkdir(parents=True, exist_ok=True)
    for left in above.glob(f"{_TRIAL}*"):
        shutil.rmtree(left, ignore_errors=True)
    trial = Path(tempfile.mkdtemp(dir=above, prefix=_TRIAL))
    try:
        yield trial
    finally:
        shutil.rmtree(trial, ignore_errors=True)


def _copy(folder: Path, trial: Path) -> None:
    """Copy the journal with its log while no till can write into it. Raises ``StorageBusy``, OSError."""
    lock = InstanceLock(folder / "till.lock")
    try:
        for part in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(folder / f"{JOURNAL.name}.db{part}", trial / f"{JOURNAL.name}.db{part}")
    finally:
        lock.release()
