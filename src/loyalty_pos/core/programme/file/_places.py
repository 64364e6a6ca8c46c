"""Where each key of a TOML document stands: path -> line, found by a small scan, because the parser keeps none.

Good enough for a message: a path that the scan did not see gets the line of the nearest thing around it.
"""

import re
from collections.abc import Iterator

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(
    r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*="""
)
_LAST = re.compile(r"(?:\.[^.\[\]]*|\[\d+\]|^[^.\[\]]+)$")


def places(text: str) -> dict[str, int]:
    """Return the line of each header and key; a list's tables count from 1."""
    return dict(_found(text))


def line_at(path: str, lines: dict[str, int]) -> int:
    """Return the line of the path, or of the nearest thing around it that has one."""
    while path:
        if path in lines:
            return lines[path]
        path = _LAST.sub("", path, count=1)
    return 1


def _found(text: str) -> Iterator[tuple[str, int]]:
    counts: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        header = _HEADER.match(line)
        if header is not None:
            table = _numbered(_plain(header[2]), counts, is_list=header[1] == "[[")
            yield table, number
            continue
        key = _KEY.match(line)
        if key is not None:
            yield f"{table}.{_plain(key[1])}".strip("."), number


def _plain(dotted: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in dotted.split("."))


def _numbered(name: str, counts: dict[str, int], *, is_list: bool) -> str:
    """Return the path of a header with the numbers of the lists it stands in."""
    path = ""
    parts = name.split(".")
    for position, part in enumerate(parts):
        path = f"{path}.{part}".strip(".")
        if is_list and position == len(parts) - 1:
            counts[path] = counts.get(path, 0) + 1
        if path in counts:
            path = f"{path}[{counts[path]}]"
    return path
