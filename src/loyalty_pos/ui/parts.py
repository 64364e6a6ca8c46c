"""What the window is made of: the till's services and the outside world as plain callables. No Qt here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from loyalty_pos.core.office.refusals import DeskAway
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.receipt import Receipt
from loyalty_pos.till.beside.mode import SELLS, Layered
from loyalty_pos.till.enquiry import Enquiry
from loyalty_pos.till.issuing import Issuing
from loyalty_pos.till.office.table import Table
from loyalty_pos.till.ports import CashDrawer, DeviceStatus, HeldPaper, Holds, ReceiptPrinter
from loyalty_pos.till.printing.bench import PrinterBench
from loyalty_pos.till.register import Register
from loyalty_pos.till.returns import Returns
from loyalty_pos.till.room.watching import Room
from loyalty_pos.till.scanning.bench import Bench
from loyalty_pos.till.shift import Shift
from loyalty_pos.till.sounds import Play, unheard
from loyalty_pos.till.staff import Staff
from loyalty_pos.till.upkeep.port import Upkeep
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.office import Statement


@dataclass(frozen=True, slots=True)
class SyncNews:
    """What the sync thread knows of the centre. The queue itself is read from the journal."""

    online: bool
    last_sync: datetime | None = None
    trouble: Problem | None = None


class Preferences(Protocol):
    """What this till remembers of its window: ``language`` (ru, en), ``theme`` (dark, light, contrast), ``sounds`` (on, off),
    ``touch_letters`` (finger; always = also for what seems to be a mouse)."""

    def get(self, name: str, default: str) -> str: ...

    def set(self, name: str, value: str) -> None: ...


class Codes(Protocol):
    """Pictures of codes as data; True or "1" is dark."""

    def qr(self, text: str) -> Sequence[Sequence[bool]]:
        """Return the rows of a QR code without its quiet zone."""
        ...

    def bars(self, text: str) -> str:
        """Return a Code 128 as ``0`` and ``1``, one character a module."""
        ...


class Plug(Protocol):
    """The demo's network cable; may be called on the Qt thread (it costs microseconds)."""

    @property
    def plugged(self) -> bool: ...

    def plug(self) -> None: ...

    def unplug(self) -> None: ...


class TourWorld(Protocol):
    """The shop around the window during the demo's tour. Every call may take seconds: never on the Qt thread."""

    card: str
    goods: tuple[str, ...]
    manager_pin: str

    def begin(self) -> None:
        """Give the customer a card with points, and switch the second till on."""
        ...

    def neighbour_may_take(self) -> int:
        """Return what the second till would take of the customer by itself."""
        ...

    def neighbour_spends(self) -> int:
        """Let the customer pay at the second till; return the points."""
        ...

    def power_cut(self) -> None:
        """Let the second till die in the middle of a receipt."""
        ...

    def power_back(self) -> bool:
        """Switch it on again; return whether the receipt came back."""
        ...

    def neighbour_waits(self) -> int:
        """Let the second till talk; return how many events it still keeps for the centre."""
        ...

    def equal_books(self) -> int:
        """Return how many events all have alike; raises where the books differ."""
        ...

    def close(self) -> None:
        """Switch the second till off."""
        ...


@dataclass(frozen=True, slots=True)
class TourPlan:
    """``world``: makes the shop of a tour. ``at_once``: it begins with the window and ends it, with 1 where something was not as it must be; ``pace``: 1 = two minutes,
    0 = as fast as it goes. ``heard``: told each caption;
    ``seen``: told the step's name when there is something to look at.
    """

    world: Callable[[], TourWorld]
    at_once: bool = False
    pace: float = 1.0
    heard: Callable[[str], None] = lambda _: None
    seen: Callable[[str], None] = lambda _: None


class Handset(Protocol):
    """A customer's phone, with the newest code that came there ("" = none)."""

    @property
    def number(self) -> str: ...

    @property
    def code(self) -> str: ...


@dataclass(frozen=True, slots=True)
class DemoParts:
    """What the window shows in the demo only: who may log in (name, PIN), codes to scan, a cable to pull, a tour, a phone."""

    pins: tuple[tuple[str, str], ...]
    cards: tuple[str, ...]
    cable: Plug
    goods: tuple[str, ...] = ()
    tour: TourPlan | None = None
    phone: Handset | None = None


Stop = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Listeners:
    """Each takes a function that may be called from any thread, and returns how to stop it."""

    sync: Callable[[Callable[[SyncNews], None]], Stop]
    scans: Callable[[Callable[[str], None]], Stop]
    printer: Callable[[Callable[[DeviceStatus], None]], Stop]


class Papers(Protocol):
    """The papers that are not printed yet. Every call answers at once."""

    def uncertain(self) -> Sequence[Receipt]:
        """Return those of which only a person can see whether they came out, oldest first."""
        ...

    def waiting(self) -> int:
        """Return how many come out by themselves when the printer can."""
        ...

    def again(self, key: str) -> None:
        """Print a marked copy of an uncertain one."""
        ...

    def settled(self, key: str) -> None:
        """The uncertain one is there."""
        ...

    def held(self) -> Sequence[HeldPaper]:
        """Return all that is not out yet, in order."""
        ...

    def drop(self, number: int) -> bool:
        """Forget one that nobody wants any more; False: it is on its way already."""
        ...

    def now(self) -> None:
        """Try to print now."""
        ...


class NoPapers:
    """A printer that is always sure."""

    def uncertain(self) -> Sequence[Receipt]:
        """Return none."""
        return ()

    def waiting(self) -> int:
        """Return none."""
        return 0

    def again(self, key: str) -> None:
        """Nothing is uncertain here."""

    def settled(self, key: str) -> None:
        """Nothing is uncertain here."""

    def held(self) -> Sequence[HeldPaper]:
        """Return none."""
        return ()

    def drop(self, number: int) -> bool:  # noqa: ARG002 - the port's shape
        """Return that there is none."""
        return False

    def now(self) -> None:
        """Nothing waits here."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the window looks at once a second beside the sale; every call answers at once.

    ``scanners``: the serial ones and how they are. ``incidents``: what was wrong with the till's files and nobody
    has seen yet; ``seen``: somebody has seen the first of them. ``keys``: how well this till's secrets are kept (full,
    machine, file), "" = not known. ``disk``: what is worth saying of the till's own disk, which goes away by itself;
    ``room``: what was measured.
    """

    papers: Papers = field(default_factory=NoPapers)
    scanners: Callable[[], Sequence[DeviceStatus]] = tuple
    incidents: Callable[[], Sequence[Problem]] = tuple
    seen: Callable[[], None] = lambda: None
    keys: str = ""
    disk: Callable[[], Sequence[Problem]] = tuple
    room: Callable[[], Room] = Room


@dataclass(frozen=True, slots=True)
class Practice:
    """``on``: this is the sandbox; ``switch``: go there, or back to work; None = this till has none."""

    on: bool = False
    switch: Callable[[], object] | None = None


def no_digest(pin: str) -> str:  # noqa: ARG001 - the shape of who can
    """Refuse to make a PIN where nobody has the network's key."""
    raise DeskAway


@dataclass(frozen=True, slots=True)
class UiParts:
    """Everything ``ui.app.run`` needs; built by the wiring.

    ``save_card``: writes the card of this number as PDF and returns where; slow, raises ``FileNotWritten``.
    ``save_statement``: the same for a member's points; its second argument: the centre told it. ``save_table``: the same for a list, as XLSX and CSV.
    ``mode``: whether this till sells by itself or stands beside another program.
    ``sync_now``: wakes the sync thread, returns at once. ``install_scan_filter``: called with the
    QApplication and a function that takes a scanned text on the Qt thread; what it returns is kept alive.
    ``bench``: where scanners are looked at and recognised; ``at_printer``: the same for a printer, None = on the screen.
    ``play``: the till's voice, which waits for nothing.
    ``digest``: makes the slow hash of a new PIN. ``upkeep``: what IT looks at, None = a till without files.
    """

    world: TillWorld
    register: Register
    returns: Returns
    shift: Shift
    staff: Staff
    enquiry: Enquiry
    issuing: Issuing
    holds: Holds
    printer: ReceiptPrinter
    drawer: CashDrawer
    listeners: Listeners
    preferences: Preferences
    codes: Codes
    version: str
    sync_now: Callable[[], None]
    install_scan_filter: Callable[[object, Callable[[str], None]], object] | None = None
    full_screen: bool = False
    demo: DemoParts | None = None
    around: Around = field(default_factory=Around)
    save_card: Callable[[str], Path] | None = None
    save_statement: Callable[[Statement, bool], Path] | None = None
    save_table: Callable[[Table], Path] | None = None
    bench: Bench | None = None
    at_printer: PrinterBench | None = None
    upkeep: Upkeep | None = None
    digest: Callable[[str], str] = no_digest
    practice: Practice = Practice()
    mode: Callable[[], Layered] = lambda: SELLS
    play: Play = unheard
