"""All looks at one till's machine, in the order in which a person would look for a fault.

What looks is imported when its turn comes: in a program that is not whole, the first look must be able to say so.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from loyalty_pos.till.ports import Clock
from loyalty_pos.till.upkeep.checked import Checked, State
from loyalty_pos.wiring.checking.program import check_look, check_program
from loyalty_pos.wiring.folders import Folders
from loyalty_pos.wiring.printing.named import NamedDevices


@dataclass(frozen=True, slots=True)
class Looked:
    """What is looked at."""

    folders: Folders
    devices: NamedDevices
    clock: Clock


def look_through(looked: Looked) -> Iterator[Checked]:
    """Look at one part after the other; each is told as soon as it is known."""
    program = tuple(check_program())
    yield from program
    yield from check_look()
    if any(one.state is State.BROKEN for one in program):
        return
    from loyalty_pos.wiring.checking.machine import check_disk, check_printer

    yield check_disk(looked.folders.data, looked.clock)
    yield from _around_the_books(looked)
    yield check_printer(looked.devices, looked.folders.till)


def _around_the_books(looked: Looked) -> Iterator[Checked]:
    """Look at the keys, the books that they open, and what the books know: the clock and the centre."""
    from loyalty_pos.wiring.checking.books import check_books, check_vault, opened_copy
    from loyalty_pos.wiring.checking.machine import check_centre, check_clock

    told, vault = check_vault(looked.folders.till)
    yield told
    if vault is None:
        yield check_clock(None, looked.clock)
        return
    with opened_copy(looked.folders.till, vault, looked.clock) as files:
        if isinstance(files, Checked):
            yield files
            yield check_clock(None, looked.clock)
            return
        yield from check_books(files, looked.folders.till)
        yield check_clock(files, looked.clock)
        yield from check_centre(files)


def look_of_window() -> tuple[Checked, ...]:
    """Look at what draws the window, in this process."""
    from loyalty_pos.ui.look.checking import look

    return look()
