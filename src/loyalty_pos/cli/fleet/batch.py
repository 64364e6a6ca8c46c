"""``enrol-batch``: places for many machines from one list. Its code is written to a file and shown nowhere."""

import tomllib
from argparse import Namespace
from pathlib import Path
from typing import ClassVar, Final

from loyalty_pos.centre.fleet.desk import MOST_DAYS, BatchLine, FleetDesk, Wanted
from loyalty_pos.centre.imports.till_list import TillList
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.column_words import column_name
from loyalty_pos.cli.fleet.words import fleet_line, row_reason
from loyalty_pos.cli.words import BadOption, CannotRead
from loyalty_pos.core.dates import moment
from loyalty_pos.core.problems import Problem
from loyalty_pos.devices.addresses import printer_address
from loyalty_pos.devices.escpos import PROFILES
from loyalty_pos.storage.folders import put_file, refusals
from loyalty_pos.storage.import_files import read_rows
from loyalty_pos.wiring.console import say, say_all, say_json
from loyalty_pos.wiring.fleet.devices import DEVICES

_REFUSED_ROWS: Final = 1
_MOST_SHOWN: Final = 200


class FileNotEmpty(Problem):
    """The file named for a code holds something already, perhaps the code of before."""

    code: ClassVar[str] = "file_not_empty"
    path: str


def run(options: Namespace) -> int:
    """Return 0; 1 where a row of the list is bad and nothing was made."""
    with opened(options) as centre:
        desk = centre.fleet
        match options.action:
            case "make":
                return _make(desk, options)
            case "approve":
                return _approve(desk, options)
            case "revoke":
                desk.end(options.batch, options.by)
                return _told(options, "ended", {"batch": options.batch})
            case _:
                return _list(desk, options)


def _make(desk: FleetDesk, options: Namespace) -> int:
    if not 1 <= options.days <= MOST_DAYS:
        raise BadOption(option="--days", text=str(options.days))
    if options.most < 0:
        raise BadOption(option="--most", text=str(options.most))
    wanted = Wanted(options.by, options.days, options.most, _profiles(options.profiles))
    batch, told = desk.make(read_rows(options.file, "tills"), str(options.file), wanted)
    if batch is None:
        say_all(_refused(told, options))
        return _REFUSED_ROWS
    facts = {"batch": batch.batch_id, "places": len(told.places), "most": batch.most, "days": batch.days}
    return _told(options, "made", facts)


def _refused(told: TillList, options: Namespace) -> list[str]:
    """Return a line for each bad row, and that nothing was made."""
    lang = options.lang
    lines = []
    for row in told.refused[:_MOST_SHOWN]:
        column = told.headings.get(row.column) or column_name(row.column, lang)
        reason = row_reason(row.reason, lang)
        line = fleet_line("bad_row", lang, line=row.line, column=column, text=row.text, reason=reason)
        lines.append(" ".join(line.split()))
    return [*lines, fleet_line("none_made", lang, path=options.file, count=len(told.refused))]


def _approve(desk: FleetDesk, options: Namespace) -> int:
    """Write the code where only its owner reads it; a place that cannot be written opens nothing.

    What is in the file stays: it may be the code of this or another batch, which is nowhere else.
    """
    with refusals(options.out):
        if options.out.is_file() and options.out.stat().st_size:
            raise FileNotEmpty(path=str(options.out))
    put_file(options.out, b"")
    code = desk.approve(options.batch, options.by)
    put_file(options.out, code.encode() + b"\n")
    return _told(options, "approved", {"batch": options.batch, "path": str(options.out)})


def _profiles(path: Path | None) -> dict[str, dict[str, str]]:
    """Return what stands beside tills, by profile. Raises CannotRead, BadOption for what no till understands."""
    if path is None:
        return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CannotRead(path=str(path)) from error
    return {name: _devices(name, table) for name, table in tables.items()}


def _devices(profile: str, table: object) -> dict[str, str]:
    if not isinstance(table, dict):
        raise BadOption(option="--profiles", text=profile)
    for name, value in table.items():
        if not _is_device(name, value):
            raise BadOption(option="--profiles", text=f"[{profile}] {name}")
    return {str(name): str(value) for name, value in table.items()}


def _is_device(name: str, value: object) -> bool:
    if name not in DEVICES or not isinstance(value, str):
        return False
    if name == "printer_kind":
        return value in PROFILES
    if name != "printer":
        return True
    try:
        printer_address(value)
    except ValueError:
        return False
    return True


def _list(desk: FleetDesk, options: Namespace) -> int:
    batches = desk.batches()
    if options.json:
        say_json([_facts(one) for one in batches])
    elif batches:
        for one in batches:
            say(_line(one, options.lang))
            missing = [place.host for place in one.places if not place.agent_id]
            if missing and one.state == "open":
                say(fleet_line("not_come", options.lang, hosts=", ".join(missing)))
    else:
        say(fleet_line("no_batches", options.lang))
    return 0


def _line(one: BatchLine, lang: str) -> str:
    batch = one.batch
    until = f"{moment(one.until_us):%d.%m.%Y %H:%M} UTC" if one.until_us else "-"
    counts = {"taken": one.taken, "places": len(one.places), "most": batch.most}
    people = {"made_by": batch.made_by, "approved_by": batch.approved_by or "-"}
    state = fleet_line(f"state_{one.state}", lang)
    return fleet_line("batch", lang, batch=batch.batch_id, state=state, until=until, **counts, **people)


def _facts(one: BatchLine) -> dict[str, object]:
    batch = one.batch
    places = [
        {"host": place.host, "store": place.store_id, "till": place.till_no, "agent": place.agent_id}
        for place in one.places
    ]
    facts = {"batch": batch.batch_id, "state": one.state, "most": batch.most, "until_us": one.until_us}
    return facts | {"made_by": batch.made_by, "approved_by": batch.approved_by, "places": places}


def _told(options: Namespace, key: str, facts: dict[str, object]) -> int:
    if options.json:
        say_json(facts)
    else:
        say(fleet_line(key, options.lang, **facts))
    return 0
