"""Gathers how the till is doing. No Qt, no words."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from loyalty_pos.core.dates import moment
from loyalty_pos.till.ports import QueueState
from loyalty_pos.till.room.watching import Room
from loyalty_pos.ui.parts import UiParts
from loyalty_pos.ui.shell.port import Note, NoteKind, Routes, Shell
from loyalty_pos.ui.shell.state import LinkState
from loyalty_pos.wire.rows import LAST_BACKUP

_SECOND_US: Final = 1_000_000
_HALF_US: Final = 500_000


@dataclass(frozen=True, slots=True)
class StatusState:
    """``keys``: how well they are kept (full, machine, file), "" = not known; ``lease_age``: None = no lease in force.

    ``recorded``: events in this till's journal; ``programme``: its name in the till's language.

    ``clock``: why this machine's clock is in doubt, "" = it is not (``core.clock.watching.Doubt``); ``clock_off_s``: how
    many seconds it is behind the centre, below zero ahead. ``backup``: when the centre's newest proven copy was taken. ``room``: what the last look at the till's disk found, seen at ``now``. ``display``: the customer's is shown. ``unprinted``: papers that wait for the printer or for an answer; ``scanners``: on serial ports, by name and state.
    """

    link: LinkState = field(default_factory=LinkState)
    recorded: int = 0
    clock: str = ""
    clock_off_s: int = 0
    printer: str = "unknown"
    display: bool = False
    unprinted: int = 0
    scanners: tuple[tuple[str, str], ...] = ()
    programme: str = ""
    till: str = ""
    version: str = ""
    keys: str = ""
    lease_age: timedelta | None = None
    backup: datetime | None = None
    room: Room = field(default_factory=Room)
    now: datetime | None = None


def round_seconds(us: int) -> int:
    """Return the nearest whole seconds."""
    return (us + _HALF_US) // _SECOND_US


class StatusScreen(Protocol):
    """What the presenter needs of the view."""

    def show_status(self, state: StatusState) -> None: ...


class Side(Protocol):
    """The customer's display, as far as this page knows it."""

    @property
    def shows(self) -> bool: ...


class StatusPresenter:
    """The page for whoever looks after the till. ``display``: the customer's, None = this till can have none."""

    def __init__(
        self,
        screen: StatusScreen,
        parts: UiParts,
        shell: Shell,
        routes: Routes,
        link: Callable[[], LinkState],
    ) -> None:
        self._screen, self._parts, self._shell, self._routes, self._link = screen, parts, shell, routes, link
        self.display: Side | None = None

    def begin(self) -> None:
        """Read the journal's figures and the printer's state, then show them."""
        self._shell.commit(self._parts.world.journal.queue, self._show)

    def key(self, name: str) -> None:
        """Do what a key of this page means."""
        if name == "Esc":
            self._routes.sell()
        elif name == "F5":
            self._parts.sync_now()
            self._shell.note(Note(NoteKind.SYNC_STARTED))

    def _show(self, queue: QueueState) -> None:
        world = self._parts.world
        around = self._parts.around
        lease = world.rights.lease()
        names = dict(world.programmes.current().programme.names)
        self._screen.show_status(
            StatusState(
                link=replace(self._link(), lease=lease if lease.epoch else None),
                recorded=queue.head_seq,
                clock=world.time.doubt() if world.time else "",
                clock_off_s=round_seconds(world.time.offset_us()) if world.time else 0,
                printer=self._parts.printer.status().state,
                display=self.display is not None and self.display.shows,
                unprinted=around.papers.waiting() + len(around.papers.uncertain()),
                scanners=tuple((one.name, one.state) for one in around.scanners()),
                programme=names.get(world.identity.language, next(iter(names.values()), "")),
                till=f"{world.identity.till_no} · {world.identity.store_id}",
                version=self._parts.version,
                keys=around.keys,
                room=around.room(),
                now=world.clock.now(),
                backup=moment(taken_us) if (taken_us := world.setting(LAST_BACKUP, 0)) else None,
                lease_age=moment(world.corrected_us()) - lease.issued if lease.issued else None,
            )
        )
