"""``doctor``: looks at the files, the keys and the centre, changes nothing, and says what it found."""

import platform
import sys
from argparse import Namespace
from pathlib import Path
from typing import Final

from loyalty_pos import __version__
from loyalty_pos.cli.at_till import till_here
from loyalty_pos.cli.failure import in_words
from loyalty_pos.cli.words import line
from loyalty_pos.core.problems import ClockSuspect, Problem
from loyalty_pos.storage.journal.clock_watch import ClockBook
from loyalty_pos.storage.receipt_keys import ReceiptKeys
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.sync.client import Access, CentreClient
from loyalty_pos.till.room.watching import Room, worth_saying
from loyalty_pos.wiring.clock import SystemClock
from loyalty_pos.wiring.console import say, say_json
from loyalty_pos.wiring.folders import Folders, folders_at
from loyalty_pos.wiring.incidents import Incidents
from loyalty_pos.wiring.keeping.disk import looked_at
from loyalty_pos.wiring.signing.voice import DeviceVoice
from loyalty_pos.wiring.till import open_files
from loyalty_pos.wiring.upkeep.diagnostics import write_diagnostics
from loyalty_pos.wiring.upkeep.looking import looked_at as look_for_support

_SECOND_US: Final = 1_000_000
_MEGABYTE: Final = 1_000_000


def run(options: Namespace) -> int:
    """Return 0 when all is well, 1 when a person should look. Raises ``NoTillHere``, ``NotEnrolled``."""
    settings = till_here(options)
    folders = folders_at(options.data)
    facts: dict[str, object] = {
        "program": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "data": str(folders.data),
        "encoding": sys.getfilesystemencoding(),
    }
    found: list[Problem] = []
    files = open_files(settings)
    try:
        facts |= _of_files(files)
        disk = looked_at(files, folders.till, settings.clock)
        facts |= {"free_mb": disk.free // _MEGABYTE, "second_medium": _copy(disk) or False}
        incidents = Incidents(folders.till)
        found += [*incidents.unseen(), *files.self_check(), *_of_clock(files)]
        found += [*worth_saying(disk, settings.clock.now()), *files.following.look()]
        if options.seen:
            incidents.forget()
        found += _of_centre(files)
        if options.zip is not None:
            facts["file"] = str(_for_support(options.zip, files, folders, found))
    finally:
        files.close()
    if options.json:
        problems = {"problems": [problem.code for problem in found], "details": [str(one) for one in found]}
        say_json(facts | problems)
    else:
        for name, value in facts.items():
            say(_fact(name, value, options.lang))
        for problem in found:
            say(in_words(problem, options.lang))
        if not found:
            say(line("doctor_good", options.lang))
    return 1 if found else 0


def _for_support(wanted: Path, files: TillFiles, folders: Folders, found: list[Problem]) -> Path:
    """Write the file for support; return where. Raises ``FileNotWritten``."""
    target = folders.logs if wanted == Path() else wanted
    told = look_for_support(files, folders.till, folders.logs)
    return write_diagnostics(target, told, tuple(found), SystemClock().now())


def _fact(name: str, value: object, lang: str) -> str:
    shown = line("yes" if value else "no", lang) if isinstance(value, bool) else value
    return line(f"doctor_{name}", lang, value=shown)


def _copy(disk: Room) -> str:
    """Return where the copy is and how far it has come; "" = there is none."""
    copy = disk.copy
    return f"{copy.folder}, {copy.seq} {copy.trouble}".strip() if copy is not None else ""


def _of_clock(files: TillFiles) -> list[Problem]:
    """Tell a doubt about this machine's clock, as the till's last run or the one that runs now keeps it."""
    kept = ClockBook(files.journal_file).load().kept
    return [ClockSuspect(why=kept.doubt)] if kept.is_suspect else []


def _of_files(files: TillFiles) -> dict[str, object]:
    queue = files.journal.queue()
    facts: dict[str, object] = {
        "keys": files.protection.value,
        "incarnation": files.identity.incarnation,
        "written": queue.head_seq,
        "waiting": queue.waiting,
        "signs_receipts": ReceiptKeys(files.identity.device_key).works(),
        "clock_behind_s": ClockBook(files.journal_file).load().kept.offset_us // _SECOND_US,
    }
    place = files.identity.place()
    return facts | {"store": place.store_name, "till": place.till_no, "centre": place.centre_url}


def _of_centre(files: TillFiles) -> list[Problem]:
    """Ask the centre where it stands."""
    identity = files.identity
    place = identity.place()
    who = (identity.token(), place.agent_id, identity.incarnation, DeviceVoice(files))
    client = CentreClient(Access(place.centre_url, *who))
    try:
        client.hello()
    except Problem as problem:
        return [problem]
    finally:
        client.close()
    return []
