"""The start of a till for a person who waits: the window first, then the till behind it.

Imported before the window is painted: everything of the till is imported by the thread that opens it.
"""

from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from loyalty_pos.wiring.preferences import preferences_in

if TYPE_CHECKING:
    from loyalty_pos.devices.addresses import PrinterAddress
    from loyalty_pos.storage.identity import Place
    from loyalty_pos.ui.first import Early, Join


@dataclass(frozen=True, slots=True)
class Counter:
    """Which till, and what stands beside it. ``printer`` None = on the screen; ``profile`` "" = the usual one."""

    folder: Path
    language: str
    printer: "PrinterAddress | None" = None
    profile: str = ""
    scanners: tuple[str, ...] = ()


def enrol_here(counter: Counter, centre_url: str, code: str) -> "Place":
    """Trade a one-time code for a place. Raises what ``wiring.till.enrol`` raises."""
    from loyalty_pos.wiring.till import TillSettings, enrol

    return enrol(TillSettings(counter.folder, counter.language), centre_url, code)


def early(counter: Counter) -> "Early":
    """Return what the window knows before the till is open."""
    from loyalty_pos.ui.first import Early

    return Early(preferences_in(counter.folder), counter.language)


def show_till(counter: Counter, known: "Early") -> int:
    """Show the window and open the till behind it; return the exit code. Raises what the opening of a till raises."""
    from loyalty_pos.ui.first import run

    with ExitStack() as ends:
        return run(known, lambda: _opened(counter, ends))


def _opened(counter: Counter, ends: ExitStack) -> "Join":
    """Open everything, on a thread that may import for a while; what must be ended is kept in ``ends``."""
    from loyalty_pos.ui.app import joining
    from loyalty_pos.wiring.beside.choosing import mode_here, port_beside
    from loyalty_pos.wiring.hardware import devices_of, jobs_in, paper_to
    from loyalty_pos.wiring.till import TillSettings, open_shop_till
    from loyalty_pos.wiring.window import begin_beside, ui_parts

    till = open_shop_till(TillSettings(counter.folder, counter.language))
    ends.callback(till.close)
    devices = devices_of(counter.printer, counter.profile, counter.scanners)
    paper, stop_printing = paper_to(devices, counter.folder, jobs_in(till.files))
    ends.callback(stop_printing)
    ends.callback(begin_beside(till))
    ends.callback(port_beside(till, counter.folder))
    parts = ui_parts(till, counter.folder, paper)
    return partial(joining, parts=replace(parts, mode=lambda: mode_here(till, parts.preferences)))
