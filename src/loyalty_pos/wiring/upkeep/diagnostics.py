"""One file for support: what this till is, what waits, what it keeps, its settings and its log.

It must never hold a secret, a phone, a card number or anybody's name: no body of an event, no row of a customer, no key
is read for it, and every text goes through the redaction once more.
"""

import json
import platform
import sys
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from loyalty_pos import __version__
from loyalty_pos.core.problems import FileNotWritten, Problem
from loyalty_pos.till.upkeep.port import Kept, Upkept
from loyalty_pos.till.upkeep.redaction import redacted

_STAMP: Final = "%Y%m%dT%H%M%S"


def write_diagnostics(target: Path, told: Upkept, problems: tuple[Problem, ...], at: datetime) -> Path:
    """Write the file into the folder ``target`` (or as it, where it ends in .zip); return it. Raises ``FileNotWritten``."""
    path = target if target.suffix == ".zip" else target / f"diagnostics-{at.strftime(_STAMP)}.zip"
    parts: dict[str, object] = {
        "machine.json": _machine(at),
        "enrolment.json": _fields(told.enrolment),
        "queue.json": [
            {"seq": one.seq, "kind": one.kind, "at": one.at.isoformat(), "bytes": one.size}
            for one in told.waiting
        ],
        "kept.json": [_kept(one) for one in told.kept],
        "settings.json": [_fields(one) for one in told.settings],
        "problems.json": [problem.code for problem in problems],
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for name, value in parts.items():
                file.writestr(name, redacted(json.dumps(value, ensure_ascii=False, indent=1, default=str)))
            file.writestr("till.log", "\n".join(told.log))
    except OSError as error:
        raise FileNotWritten(path=str(path)) from error
    return path


def _machine(at: datetime) -> Mapping[str, object]:
    return {
        "program": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "encoding": sys.getfilesystemencoding(),
        "at": at.isoformat(),
    }


def _kept(one: Kept) -> Mapping[str, object]:
    return {
        "name": one.name,
        "rows": one.rows,
        "version": one.version,
        "at": one.at.isoformat() if one.at else "",
    }


def _fields(value: object) -> Mapping[str, object]:
    names = getattr(type(value), "__slots__", ())
    return {name: getattr(value, name) for name in names}
