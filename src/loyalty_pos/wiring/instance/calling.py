"""The caller's side: finds the till that runs on a folder and asks it something; waits no longer than it was told."""

import http.client
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from loyalty_pos.till.upkeep.calls import Ask, Busy
from loyalty_pos.wiring.instance.mutex import ended_within, may_come_forward
from loyalty_pos.wiring.instance.place import CALL_FILE, is_taken

Facts = dict[str, object]
_LINE_S: Final = 8.0
_PAUSE_S: Final = 0.2
_LEAST_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Gone:
    """Whether the till is gone; ``why`` it is not; ``ran``: there was one."""

    gone: bool
    why: Busy = Busy.FREE
    ran: bool = True


def call(folder: Path, ask: Ask, **said: object) -> Facts | None:
    """Return the answer; None where none runs, or it does not listen yet or any more."""
    try:
        where = json.loads((folder / CALL_FILE).read_text(encoding="utf-8"))
        if ask is Ask.RAISE and os.name == "nt":
            may_come_forward(where["pid"])
        line = http.client.HTTPConnection("127.0.0.1", where["port"], timeout=_LINE_S)
        try:
            line.request(
                "POST", f"/v1/{ask}", json.dumps(said), {"Authorization": f"Bearer {where['token']}"}
            )
            told = json.loads(line.getresponse().read())
        finally:
            line.close()
    except (OSError, ValueError, KeyError, TypeError, http.client.HTTPException):
        return None
    return told if isinstance(told, dict) else None


def ask_to_come_forward(folder: Path, within_s: float) -> bool:
    """Have the window of this till put in front; one that is just starting is waited for. Return whether it came."""
    until = time.monotonic() + within_s
    while True:
        told = call(folder, Ask.RAISE)
        if told is not None and told.get("busy") == Busy.FREE:
            return True
        if not is_taken(folder) or time.monotonic() >= until:
            return False
        time.sleep(_PAUSE_S)


def ask_to_quit(folder: Path, within_s: float, *, update: bool) -> Gone:
    """Ask the till to go until it does or the time is over; a receipt that is finished meanwhile lets it go."""
    if not is_taken(folder):
        return Gone(gone=True, ran=False)
    until = time.monotonic() + within_s
    why = Busy.SILENT
    process = _process_of(folder)
    while is_taken(folder):
        told = call(folder, Ask.QUIT, update=update)
        if told is not None:
            why = Busy(str(told.get("busy", Busy.SILENT)))
        if time.monotonic() >= until:
            return Gone(gone=False, why=why or Busy.SILENT)
        time.sleep(_PAUSE_S)
    if os.name == "nt" and process and not ended_within(process, max(_LEAST_S, until - time.monotonic())):
        return Gone(gone=False, why=Busy.SILENT)  # its files of the program are in use until it has ended
    return Gone(gone=True)


def _process_of(folder: Path) -> int:
    try:
        return int(json.loads((folder / CALL_FILE).read_text(encoding="utf-8"))["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0
