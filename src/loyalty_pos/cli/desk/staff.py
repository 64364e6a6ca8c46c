"""``staff``: who works here. A PIN comes from a file or the keyboard, never from the command line's history."""

import getpass
import sys
from argparse import Namespace

from loyalty_pos.centre.staffing.desk import Newcomer
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.desk.who import responsible
from loyalty_pos.cli.desk.words import desk_line
from loyalty_pos.cli.words import BadOption, NoPinGiven
from loyalty_pos.core.cards import is_digits
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.wire.rows import StaffRow
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.console import say_all, say_json

_SHORTEST, _LONGEST = 4, 8


def run(options: Namespace) -> int:
    """Return 0."""
    with opened(options) as centre:
        rows = centre.desk.staff.all() if options.action == "list" else [_changed(centre, options)]
    if options.json:
        say_json(
            [{"id": row.staff_id, "name": row.name, "role": row.role, "active": row.active} for row in rows]
        )
    else:
        say_all(_line(row, options.lang) for row in rows)
    return 0


def _changed(centre: OpenCentre, options: Namespace) -> StaffRow:
    done_by, staff = responsible(centre, options), centre.desk.staff
    match options.action:
        case "add":
            digest = PinHasher(centre.lookup_key).digest(_new_pin(options))
            return staff.create(Newcomer(options.id, options.name, options.role, digest), done_by)
        case "pin":
            return staff.set_pin(options.id, PinHasher(centre.lookup_key).digest(_new_pin(options)), done_by)
        case "role":
            return staff.set_role(options.id, options.role, done_by)
        case _:
            return staff.dismiss(options.id, done_by)


def _new_pin(options: Namespace) -> str:
    """Return four to eight digits. Raises NoPinGiven, BadOption."""
    if options.new_pin_file is not None:
        try:
            first, *_ = options.new_pin_file.read_text(encoding="utf-8").splitlines() or [""]
        except (OSError, UnicodeError) as error:
            raise BadOption(option="--new-pin-file", text=str(options.new_pin_file)) from error
    elif sys.stdin.isatty():
        first = getpass.getpass(desk_line("ask_pin", options.lang))
    else:
        raise NoPinGiven
    pin = str(first).strip()
    if not (is_digits(pin) and _SHORTEST <= len(pin) <= _LONGEST):
        raise BadOption(option="PIN", text="*" * len(pin))
    return pin


def _line(row: StaffRow, lang: str) -> str:
    key = "staff_line" if row.active else "staff_gone"
    return desk_line(key, lang, id=row.staff_id, name=row.name, role=desk_line(f"role_{row.role}", lang))
