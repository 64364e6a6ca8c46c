"""``medium``: names the folder of a stick or another disk on which a till keeps a sealed copy of its journal."""

from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from loyalty_pos.cli.at_till import till_here
from loyalty_pos.cli.keeping.words import keeping_line
from loyalty_pos.storage.folders import refusal
from loyalty_pos.storage.second_medium.place import begin_at, drop_place, is_there, keep_place, place_in
from loyalty_pos.storage.second_medium.reading import copies_in
from loyalty_pos.wiring.console import say_all, say_json

Told = tuple[list[str], dict[str, object]]


def run(options: Namespace) -> int:
    """Return 0, 1 where the medium is not there now, or raise why not. A till that runs obeys within seconds."""
    folder = till_here(options).folder
    lines, facts = _ACTIONS[options.action](options, folder)
    if options.json:
        say_json(facts)
    else:
        say_all(lines)
    return 1 if facts["folder"] and not facts["is_there"] else 0


def _set(options: Namespace, folder: Path) -> Told:
    medium = options.folder.absolute()
    keep_place(folder, begin_at(medium))
    lines = [keeping_line("medium_set", options.lang, folder=medium)]
    if _disk_of(medium) == _disk_of(folder):
        lines.append(keeping_line("medium_same_disk", options.lang, folder=medium))
    return lines, _facts(folder)


def _off(options: Namespace, folder: Path) -> Told:
    drop_place(folder)
    return [keeping_line("medium_off", options.lang)], _facts(folder)


def _show(options: Namespace, folder: Path) -> Told:
    facts = _facts(folder)
    name = "medium_none" if not facts["folder"] else "medium_there" if facts["is_there"] else "medium_away"
    return [keeping_line(name, options.lang, **facts)], facts


_ACTIONS = {"set": _set, "off": _off, "show": _show}


def _facts(folder: Path) -> dict[str, object]:
    place = place_in(folder)
    there = place is not None and is_there(place)
    copies = copies_in(Path(place.folder)) if place is not None and there else []
    newest = max((path.stat().st_mtime for path in copies), default=0.0)
    written = f"{datetime.fromtimestamp(newest, UTC):%Y-%m-%d %H:%M} UTC" if newest else "—"
    return {
        "folder": place.folder if place is not None else "",
        "is_there": there,
        "copies": len(copies),
        "written": written,
    }


def _disk_of(folder: Path) -> int:
    try:
        return folder.stat().st_dev
    except OSError as error:
        raise refusal(error, folder) from error
