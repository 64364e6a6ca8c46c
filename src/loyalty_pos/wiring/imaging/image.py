"""An image for many machines: a folder that is nobody's till, with the way to a place that each machine asks for by its own name.

It must never take a till away that has sold: its journal is the only copy of what is not at the centre and in its backup.
"""

import json
from pathlib import Path
from typing import ClassVar, Final

from loyalty_pos.core.problems import Problem
from loyalty_pos.storage.folders import put_file
from loyalty_pos.storage.kinds import JOURNAL
from loyalty_pos.storage.machine_vault.vault import MACHINE_FILE
from loyalty_pos.storage.till_files import DAMAGED, FOREIGN
from loyalty_pos.storage.vault import VAULT_FILE, Vault
from loyalty_pos.wiring import late
from loyalty_pos.wiring.fleet.first_start import PENDING, FirstStart
from loyalty_pos.wiring.keeping.salvaging import SALVAGED
from loyalty_pos.wiring.till import TillSettings, open_files

KEPT: Final = ("window.json",)
"""What an image may carry: settings, no till."""
ITEMS: Final = (
    *("journal-key", "cache-key", "place", "token", "lookup-key", "device-key", "device-key-untold"),
    *("device-key-next", "device-key-former", "order-obeyed", "centre-signs"),
    *("journal-mark", "journal-mark-before"),
)
"""Everything that a till keeps in the system's vault, which lists nothing itself."""
_VAULTS: Final = (VAULT_FILE, MACHINE_FILE)
"""A place and its secrets, also of a till whose journal somebody has deleted."""
_SET_ASIDE: Final = (f"{JOURNAL.name}{DAMAGED}", f"{JOURNAL.name}{FOREIGN}", SALVAGED)


class NoImage(Problem):
    """This folder becomes no image. ``reason``: unsynced (``waiting`` events), has_sold or set_aside."""

    code: ClassVar[str] = "no_image"
    reason: str
    waiting: int


def prepare_image(folder: Path, first: FirstStart, vault: Vault | None = None) -> bool:
    """Make sure that the folder is nobody's till and knows the way; tell whether a till was there. Raises NoImage."""
    there = any(folder.glob(f"{JOURNAL.name}.*")) or any((folder / name).exists() for name in _VAULTS)
    if there:
        vault = vault or late.vault_in(folder)
        _check_whole(folder)
        _check(TillSettings(folder, vault=vault))
        _check_whole(folder)  # a damaged journal is set aside when it is opened, and the new one is empty
        _empty(folder, vault)
    folder.mkdir(parents=True, exist_ok=True)
    facts = {"centre": first.centre, "token_file": str(first.token_file.absolute())}
    put_file(folder / PENDING, json.dumps(facts).encode())
    return there


def _check(settings: TillSettings) -> None:
    files = open_files(settings)  # refused while the till runs
    try:
        queue = files.journal.queue()
    finally:
        files.close()
    if queue.head_seq:
        raise NoImage(reason="unsynced" if queue.waiting else "has_sold", waiting=queue.waiting)


def _check_whole(folder: Path) -> None:
    """Refuse where a journal was set aside: what it holds may be nowhere else."""
    if any(any(folder.glob(f"{name}*")) for name in _SET_ASIDE):
        raise NoImage(reason="set_aside", waiting=0)


def _empty(folder: Path, vault: Vault) -> None:
    """Take away the till's files and keys: the keys first, so that what a broken end leaves opens nothing."""
    forget = getattr(vault, "forget", None)  # a vault that is a file goes with the files
    if forget is not None:
        forget(ITEMS)
    for path in sorted(folder.iterdir()):
        if path.is_file() and path.name not in KEPT:
            path.unlink()
