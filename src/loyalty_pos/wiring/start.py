"""The start of a till for a person who waits: the window first, then the till behind it.

Imported before the window is painted: everything of the till is imported by the thread that opens it.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from loyalty_pos.wiring.console import nobody_reads
from loyalty_pos.wiring.instance.listening import Receiver, listen
from loyalty_pos.wiring.instance.place import Taken, WindowPlace
from loyalty_pos.wiring.preferences import preferences_in

if TYPE_CHECKING:
    from loyalty_pos.devices.addresses import PrinterAddress
    from loyalty_pos.storage.identity import Place
    from loyalty_pos.ui.first import Early, Join
    from loyalty_pos.ui.parts import Practice

_RAISE_S: Final = 15.0
"""A window that is just starting is waited for so long; what it does until then takes a second or two."""


@dataclass(frozen=True, slots=True)
class Counter:
    """Which till, and what stands beside it. ``printer`` None = on the screen; ``profile`` "" = the usual one."""

    folder: Path
    language: str
    printer: "PrinterAddress | None" = None
    profile: str = ""
    scanners: tuple[str, ...] = ()
    training: bool = False


@dataclass(slots=True)
class _Turn:
    """Whether the window that closes is to be followed by the other till: from work to training, or back.

    ``receiver`` takes what other starts of the program ask, for as long as this one lives.
    """

    receiver: Receiver
    asked: bool = False


def enrol_here(counter: Counter, centre_url: str, code: str, host: str = "") -> "Place":
    """Trade a code for a place; ``host``: how a batch knows this machine. Raises what ``wiring.till.enrol`` raises."""
    from loyalty_pos.wiring.till import TillSettings, enrol

    return enrol(TillSettings(counter.folder, counter.language, host=host), centre_url, code)


def early(counter: Counter) -> "Early":
    """Return what the window knows before the till is open."""
    from loyalty_pos.ui.first import Early

    tells = partial(_told, counter) if nobody_reads() else None
    return Early(preferences_in(counter.folder), counter.language, training=counter.training, tells=tells)


def _told(counter: Counter, error: BaseException) -> tuple[str, str]:
    """Return what keeps the till shut and what to do, for a page; what is no refusal stands in the log."""
    import logging

    from loyalty_pos.core.problems import Problem
    from loyalty_pos.till.wording import sentence

    logging.getLogger(__name__).error("till.shut", exc_info=error)
    words = sentence(error if isinstance(error, Problem) else Problem(), counter.language)
    return words.text, words.next_step


def show_till(counter: Counter, known: "Early") -> int:
    """Show the window and open the till behind it; return the exit code. Raises what the opening of a till raises.

    Where another window of this till runs, that one comes to the front and this start ends: raises ``TillStartsTwice``
    when it does not come.
    """
    try:
        place = WindowPlace(counter.folder)
    except Taken:
        return _the_other_one(counter)
    except OSError as error:
        from loyalty_pos.storage.folders import refusal

        raise refusal(error, counter.folder) from error
    receiver = Receiver()
    unheard = listen(counter.folder, receiver)
    try:
        return _shown(counter, replace(known, calls=receiver.hear), receiver)
    finally:
        unheard()
        place.give_back()


def _the_other_one(counter: Counter) -> int:
    """Put the window that runs in front. Raises ``TillStartsTwice``."""
    from loyalty_pos.wiring.instance.calling import ask_to_come_forward
    from loyalty_pos.wiring.instance.refusals import TillStartsTwice

    if not ask_to_come_forward(counter.folder, _RAISE_S):
        raise TillStartsTwice
    return 0


def _shown(counter: Counter, known: "Early", receiver: Receiver) -> int:
    """Show the window; where somebody turns to training, or back, the other till when this one has been put away."""
    from loyalty_pos.ui.first import run

    while True:
        turn = _Turn(receiver)
        opened = _practising if counter.training else _opened
        with ExitStack() as ends:
            code = run(known, partial(opened, counter, ends, turn))
        if not turn.asked:
            return code
        counter = replace(counter, training=not counter.training)
        known = replace(known, training=counter.training)


def _practice(counter: Counter, turn: _Turn) -> "Practice":
    """Return the way to the other till: closing this window. A machine that has only the sandbox ends there."""
    from loyalty_pos.storage.kinds import JOURNAL
    from loyalty_pos.ui.first import leave
    from loyalty_pos.ui.parts import Practice

    def switch() -> None:
        turn.asked = not counter.training or (counter.folder / f"{JOURNAL.name}.db").exists()
        leave()

    return Practice(counter.training, switch)


def _real_books(folder: Path) -> Callable[[], dict[str, object]]:
    """Return what says how the real till is while its place is taken for training: its shift may be open all the same.

    Read once, from a copy: nobody writes these books meanwhile.
    """

    @cache
    def facts() -> dict[str, object]:
        from loyalty_pos.core.problems import Problem
        from loyalty_pos.wiring.clock import SystemClock
        from loyalty_pos.wiring.instance.status import facts_at_rest

        try:
            return facts_at_rest(folder, SystemClock())
        except Problem:
            return {}  # whoever asks for the status reads the books itself, and says why not

    return facts


def _practising(counter: Counter, ends: ExitStack, turn: _Turn) -> "Join":
    """Open the sandbox: the till's window and devices on a shop of its own, in which nothing is real."""
    from loyalty_pos.ui.app import joining
    from loyalty_pos.ui.parts import DemoParts
    from loyalty_pos.wiring.hardware import devices_of, jobs_in, paper_to
    from loyalty_pos.wiring.training import open_sandbox, practice_on
    from loyalty_pos.wiring.window import begin_beside, ui_parts

    ends.callback(turn.receiver.know(_real_books(counter.folder)))
    shop = open_sandbox(counter.folder, counter.language, ends)
    devices = devices_of(counter.printer, counter.profile, counter.scanners)
    paper, stop_printing = paper_to(devices, counter.folder, jobs_in(shop.till.files))
    ends.callback(stop_printing)
    ends.callback(begin_beside(shop.till))
    demo = DemoParts(shop.pins, shop.cards, shop.cable, shop.goods, phone=shop.phone)
    parts = ui_parts(shop.till, counter.folder, practice_on(paper, counter.language), demo)
    practice = _practice(counter, turn)
    return partial(
        joining, parts=replace(parts, practice=practice, save_card=None, save_statement=None, save_table=None)
    )


def _opened(counter: Counter, ends: ExitStack, turn: _Turn) -> "Join":
    """Open everything, on a thread that may import for a while; what must be ended is kept in ``ends``."""
    from loyalty_pos.ui.app import joining
    from loyalty_pos.wiring.beside.choosing import mode_here, port_beside
    from loyalty_pos.wiring.folders import logs_of
    from loyalty_pos.wiring.hardware import devices_of, jobs_in, paper_to
    from loyalty_pos.wiring.instance.status import facts_of
    from loyalty_pos.wiring.till import TillSettings, open_shop_till
    from loyalty_pos.wiring.upkeep.log import begin_crash_log, begin_log, end_log
    from loyalty_pos.wiring.window import begin_beside, ui_parts

    logs = logs_of(counter.folder)
    ends.callback(partial(end_log, begin_log(logs)))
    ends.callback(begin_crash_log(logs))
    till = open_shop_till(TillSettings(counter.folder, counter.language))
    ends.callback(till.close)
    ends.callback(turn.receiver.know(partial(facts_of, till.files, counter.folder)))
    devices = devices_of(counter.printer, counter.profile, counter.scanners)
    paper, stop_printing = paper_to(devices, counter.folder, jobs_in(till.files))
    ends.callback(stop_printing)
    ends.callback(begin_beside(till))
    ends.callback(port_beside(till, counter.folder))
    parts = ui_parts(till, counter.folder, paper)
    ours = replace(parts, mode=lambda: mode_here(till, parts.preferences), practice=_practice(counter, turn))
    return partial(joining, parts=ours)
