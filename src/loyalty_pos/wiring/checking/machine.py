"""Looks at what stands around a till's books: printer, clock, disk, the way to the centre."""

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from loyalty_pos.core.dates import micros
from loyalty_pos.core.problems import ClockSuspect, Problem, StorageFailing
from loyalty_pos.devices.addresses import FilePrinter, OnScreen, PagePrinter, PdfFolder, PrinterAddress
from loyalty_pos.storage.journal.clock_watch import ClockBook
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.sync.client import Access, CentreClient
from loyalty_pos.till.ports import Clock
from loyalty_pos.till.room.watching import Room, worth_saying
from loyalty_pos.till.upkeep.checked import Checked, State
from loyalty_pos.wiring.printing.lines import line_to
from loyalty_pos.wiring.printing.named import NamedDevices
from loyalty_pos.wiring.signing.voice import DeviceVoice

PRINTER, CLOCK, DISK, CENTRE = "printer", "clock", "disk", "centre"
USUAL_ZONE = "Europe/Moscow"
_MEGABYTE = 1_000_000


def check_printer(named: NamedDevices, folder: Path) -> Checked:
    """Look whether the printer that the settings name can be had now; nothing is printed."""
    address, text = named.printer, named.text
    if named.unreadable:
        return Checked(PRINTER, State.LOOK, "unreadable", text)
    if isinstance(address, OnScreen):
        return Checked(PRINTER, State.GOOD, "screen")
    if isinstance(address, PagePrinter):
        return Checked(PRINTER, State.GOOD, "by_driver", text)
    if isinstance(address, PdfFolder | FilePrinter):
        there = os.access(address.path, os.W_OK)
    else:
        there = _opens(address, folder)
    return Checked(PRINTER, State.GOOD if there else State.LOOK, "there" if there else "away", text)


def check_clock(files: TillFiles | None, clock: Clock) -> Checked:
    """Look whether the shop's time zone is known here, and whether the clock was ever ahead of what it says."""
    enrolled = files is not None and files.identity.enrolled
    zone = files.identity.place().zone if files is not None and enrolled else USUAL_ZONE
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return Checked(CLOCK, State.BROKEN, "no_zone", zone)
    now = clock.now()
    kept = ClockBook(files.journal_file).load().kept if files is not None else None
    if kept is not None and kept.is_suspect:
        return Checked(CLOCK, State.LOOK, "refused", problem=ClockSuspect(why=kept.doubt))
    if kept is not None and kept.high_us > micros(now) + kept.offset_us:
        return Checked(CLOCK, State.LOOK, "behind", now.isoformat(timespec="minutes"))
    return Checked(CLOCK, State.GOOD, "zone", f"{now.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} {zone}")


def check_disk(data: Path, clock: Clock) -> Checked:
    """Write and read a little where the till keeps its data, and ask how much room is left."""
    trial, told = data / f"self-test-{secrets.token_hex(4)}.txt", secrets.token_bytes(4096)
    try:
        data.mkdir(parents=True, exist_ok=True)
        try:
            with trial.open("xb") as file:
                file.write(told)
                file.flush()
                os.fsync(file.fileno())
            same = trial.read_bytes() == told
        finally:
            trial.unlink(missing_ok=True)
        usage = shutil.disk_usage(data)
    except OSError:
        same, usage = False, None
    if not same or usage is None:
        return Checked(
            DISK, State.BROKEN, "refused", problem=StorageFailing(path=str(data), reason="self-test")
        )
    low = worth_saying(Room(free=usage.free, whole=usage.total), clock.now())
    if low:
        return Checked(DISK, State.LOOK, "refused", problem=low[0])
    return Checked(DISK, State.GOOD, "free", str(usage.free // _MEGABYTE))


def check_centre(files: TillFiles | None) -> Iterator[Checked]:
    """Ask the centre where it stands, as this till; a till that has no centre yet has nobody to ask."""
    if files is None or not files.identity.enrolled:
        yield Checked(CENTRE, State.GOOD, "not_joined")
        return
    identity, place = files.identity, files.identity.place()
    who = (identity.token(), place.agent_id, identity.incarnation, DeviceVoice(files))
    client = CentreClient(Access(place.centre_url, *who))
    try:
        client.hello()
        yield Checked(CENTRE, State.GOOD, "answers", place.centre_url)
    except Problem as problem:
        yield Checked(CENTRE, State.LOOK, "refused", problem=problem)
    finally:
        client.close()


def _opens(address: PrinterAddress, folder: Path) -> bool:
    try:
        line = line_to(address, folder)
        line.open()
        line.close()
    except OSError:
        return False
    return True
