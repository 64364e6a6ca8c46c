"""How a till is, for an installer and whoever looks after the machine: what would be lost, whether somebody works."""

from pathlib import Path
from typing import Final

from loyalty_pos import __version__
from loyalty_pos.core.problems import Problem
from loyalty_pos.storage.till_files import DAMAGED, TillFiles
from loyalty_pos.till.ports import Clock
from loyalty_pos.till.upkeep.checked import Checked
from loyalty_pos.wiring.checking.books import check_vault, has_till, opened_copy

_SALES: Final = "SELECT count(*) FROM event WHERE kind = 'sale' AND seq > (SELECT stored FROM watermark)"
Facts = dict[str, object]


def facts_of(files: TillFiles, folder: Path) -> Facts:
    """Return what open books say; from any thread. ``waiting``: events that the centre has not got, ``sales`` of them are
    sales; ``set_aside``: damaged journals that nobody has brought to the centre yet.
    """
    queue = files.journal.queue()
    sales = files.journal_file.reader().row(_SALES)
    shift = files.journal.open_shift()
    enrolled = files.identity.enrolled
    place = files.identity.place() if enrolled else None
    set_aside = len(_set_aside(folder))
    return {
        "version": __version__,
        "store": place.store_id if place else "",
        "till": place.till_no if place else 0,
        "shift": shift.number if shift else 0,
        "waiting": queue.waiting,
        "sales": sales[0] if sales else 0,
        "oldest": queue.oldest.isoformat(timespec="seconds") if queue.oldest else "",
        "set_aside": set_aside,
        "nothing_to_lose": not queue.waiting and not set_aside,
    }


def facts_at_rest(folder: Path, clock: Clock) -> Facts:
    """Return the same of a till that does not run, read from a copy. Raises what opening it raises."""
    if not has_till(folder):
        left = len(_set_aside(folder))
        return {"version": __version__, "till": 0, "set_aside": left, "nothing_to_lose": not left}
    told, vault = check_vault(folder)
    if vault is None:
        assert told.problem is not None
        raise told.problem
    with opened_copy(folder, vault, clock) as files:
        if not isinstance(files, Checked):
            if files.incidents:
                raise files.incidents[0]
            return facts_of(files, folder)
        told = files
    raise told.problem or Problem()


def _set_aside(folder: Path) -> list[Path]:
    return [*folder.glob(f"journal*{DAMAGED}*.db")]
