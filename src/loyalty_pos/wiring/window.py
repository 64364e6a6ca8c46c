"""The till's window, joined: an open till, what prints, what scans, what this machine remembers."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from loyalty_pos import __version__
from loyalty_pos.devices.print_queue import PrintReport
from loyalty_pos.devices.simulated import PaperRoll
from loyalty_pos.sync.ports import SyncState
from loyalty_pos.sync.timekeeping.rounds import ClockRounds
from loyalty_pos.till.ports import CashDrawer, DeviceStatus, ReceiptPrinter
from loyalty_pos.till.printing.bench import PrinterBench
from loyalty_pos.ui.parts import Around, DemoParts, Listeners, Papers, Stop, SyncNews, UiParts
from loyalty_pos.wiring.cards import CodePictures, card_saver, statement_saver, table_saver
from loyalty_pos.wiring.housekeeping import Counter, Housekeeping
from loyalty_pos.wiring.keeping.disk import begin_care
from loyalty_pos.wiring.preferences import preferences_in
from loyalty_pos.wiring.scanning.bench import ScannerBench
from loyalty_pos.wiring.sounding import play
from loyalty_pos.wiring.till import Till
from loyalty_pos.wiring.upkeep.desk import UpkeepDesk

_TALK_AFTER_S: Final = 1.0
"""The network may wait until the window is painted: loading its client takes the same processor."""


class Ears:
    """One listener of the window, told from any thread."""

    def __init__(self) -> None:
        self._told: list[Callable[[DeviceStatus], None]] = []

    def tell(self, report: PrintReport) -> None:
        """Pass on the printer's state."""
        for listener in tuple(self._told):
            listener(report.status)

    def listen(self, listener: Callable[[DeviceStatus], None]) -> Stop:
        """Add a listener; returns how to stop it."""
        self._told.append(listener)
        return lambda: self._told.remove(listener)


def _no_serial_scanner(_window: Callable[[str], None]) -> Stop:
    """No serial scanner is configured at this till."""
    return lambda: None


@dataclass(frozen=True, slots=True)
class Paper:
    """What prints, what opens, who hears of it, and what scans besides the keyboard."""

    printer: ReceiptPrinter
    drawer: CashDrawer
    papers: Papers
    ears: Ears
    scans: Callable[[Callable[[str], None]], Stop] = _no_serial_scanner
    scanners: Callable[[], Sequence[DeviceStatus]] = tuple
    bench: ScannerBench | None = None
    at_printer: PrinterBench | None = None


def paper_on_screen() -> Paper:
    """Return a printer and a drawer without hardware."""
    ears = Ears()
    roll = PaperRoll(ears.tell)
    return Paper(roll, roll.drawer, roll, ears)


def show_window(till: Till, folder: Path, paper: Paper, demo: DemoParts | None = None) -> int:
    """Start talking to the centre, show the window, return the exit code when it is closed."""
    from loyalty_pos.ui.app import run

    stop = begin_beside(till)
    try:
        return run(ui_parts(till, folder, paper, demo))
    finally:
        stop()


def begin_beside(till: Till) -> Stop:
    """Begin to talk to the centre, to keep the files in order and to look at the clock; return how to stop it all."""
    talk = threading.Timer(_TALK_AFTER_S, till.worker.start)
    talk.daemon = True
    talk.start()
    order = Housekeeping(till.files, _counter_of(till), till.incidents.add)
    order.start()
    clock = ClockRounds(till.every_few_seconds)
    clock.start()
    stop_care = begin_care(till.care, till.salvaging, lambda: till.worker.state.online)

    def stop() -> None:
        talk.cancel()
        order.stop()
        clock.stop()
        stop_care()

    return stop


def _counter_of(till: Till) -> Counter:
    desk, journal = till.world.desk, till.files.journal
    return Counter(lambda: desk.lying > 0, lambda: journal.queue().head_seq)


def ui_parts(till: Till, folder: Path, paper: Paper, demo: DemoParts | None = None) -> UiParts:
    """Return everything the window needs."""
    preferences = preferences_in(folder)
    bench = paper.bench or ScannerBench(preferences)
    return UiParts(
        world=till.world,
        register=till.register,
        returns=till.returns,
        shift=till.shift,
        staff=till.staff,
        enquiry=till.enquiry,
        issuing=till.issuing,
        holds=till.holds,
        printer=paper.printer,
        drawer=paper.drawer,
        listeners=Listeners(sync=_news_of(till), scans=paper.scans, printer=paper.ears.listen),
        preferences=preferences,
        codes=CodePictures(),
        save_card=card_saver(till.world, preferences),
        save_statement=statement_saver(till.world, preferences),
        save_table=table_saver(till.world, preferences),
        version=__version__,
        sync_now=till.worker.try_now,
        install_scan_filter=bench.install,
        bench=bench,
        upkeep=UpkeepDesk(till, folder),
        digest=till.pins.digest,
        at_printer=paper.at_printer,
        play=play,
        demo=demo,
        around=Around(
            papers=paper.papers,
            scanners=paper.scanners,
            incidents=till.incidents.unseen,
            seen=till.incidents.seen,
            keys=str(till.files.protection),
            disk=till.care.now,
            room=lambda: till.care.room,
        ),
    )


def _news_of(till: Till) -> Callable[[Callable[[SyncNews], None]], Stop]:
    def listen(window: Callable[[SyncNews], None]) -> Stop:
        def tell(state: SyncState) -> None:
            window(SyncNews(state.online, state.last_ok, state.problem))

        tell(till.worker.state)
        return till.news.listen(tell)

    return listen
