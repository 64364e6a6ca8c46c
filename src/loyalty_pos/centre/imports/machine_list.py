"""A list of machines as IT collects it -> what is known of each; a cell that cannot be read is told, the others count."""

import re
from collections.abc import Iterable
from typing import Final

from loyalty_pos.centre.imports.cells import BadCell, need, whole
from loyalty_pos.centre.imports.columns import NEEDED
from loyalty_pos.centre.imports.source import Headings, RefusedRow, SourceRow, with_columns
from loyalty_pos.core.preflight.rules import Machine
from loyalty_pos.wire.signing.joining import host_name

_SCREEN: Final = re.compile(r"(\d{2,5})\s*[x\u00d7\u0445*]\s*(\d{2,5})", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\d+")
_BUILD_PARTS: Final = 3


def read_machines(rows: Iterable[SourceRow], path: str) -> tuple[list[Machine], list[RefusedRow], Headings]:
    """Return the machines, the rows that say nothing, and the headings. Raises ``MissingColumns``."""
    headings, rows = with_columns(rows, NEEDED["machines"], path)
    machines: list[Machine] = []
    refused: list[RefusedRow] = []
    for row in rows:
        try:
            machines.append(_machine(row))
        except BadCell as bad:
            refused.append(RefusedRow(row.line, bad.column, bad.reason, bad.text))
    return machines, refused, headings


def _machine(row: SourceRow) -> Machine:
    text, column = need(row.get("host"), "host"), "host"
    host = host_name(text)
    if not host:
        raise BadCell(column, "not_a_host", text)
    width, height = _screen(row.get("screen"))
    return Machine(
        host=host,
        build=_build(row.get("build")),
        bits=_bits(row.get("bits")),
        memory_mb=whole(row.get("memory"), "memory"),
        disk_mb=whole(row.get("disk"), "disk"),
        width=width,
        height=height,
    )


def _build(text: str) -> int:
    """Return the build of ``19045``, ``10.0.19045`` or ``10.0.19045.4291``."""
    parts, column = text.split("."), "build"
    return whole(parts[_BUILD_PARTS - 1] if len(parts) >= _BUILD_PARTS else text, column)


def _bits(text: str) -> int:
    """Return 64 of ``64-bit``, ``64-разрядная``, ``x64``, ``amd64``; 32 of ``x86``."""
    if text.lower() == "x86":
        return 32
    found, column = _NUMBER.search(text), "bits"
    if text and found is None:
        raise BadCell(column, "not_a_number", text)
    return int(found[0]) if found else 0


def _screen(text: str) -> tuple[int, int]:
    found, column = _SCREEN.fullmatch(text), "screen"
    if text and found is None:
        raise BadCell(column, "not_a_screen", text)
    return (int(found[1]), int(found[2])) if found else (0, 0)
