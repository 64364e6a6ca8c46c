"""A programme file with other values: the text keeps its order and its comments, only what was asked for changes.

It also chooses the language of a template: ``# English || Russian`` after a line, ``# ru: "..."`` for a value. It
must never judge: whether the result is a programme, its reader says.
"""

import re
from collections.abc import Mapping
from typing import Final

from loyalty_pos.core.programme.file._places import places

_VALUE: Final = re.compile(r"""(\s*[^=#]+?\s*=\s*)(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^#"'])*?(\s*#.*)?$""")
_TWO: Final = re.compile(r"#\s*(?P<en>.*?)\s*\|\|\s*(?P<ru>.*)$")
_RUSSIAN: Final = re.compile(
    r"""(?P<before>(?:[^=]*=)?\s*)"(?P<value>[^"]*)"(?P<after>,?)\s*#\s*ru:\s*"(?P<ru>[^"]*)"\s*$"""
)

Value = str | int | bool | tuple[str, ...] | dict[str, str]


def in_language(template: str, lang: str) -> str:
    """Return the template with its comments and names in one language."""
    return "".join(f"{_line_in(line, lang)}\n" for line in _lines(template))


def changed(text: str, values: Mapping[str, str]) -> str:
    """Return the text with these values at these key paths; a key that is not there joins the end of its table.

    Values are written as TOML, see ``toml``. Paths count the tables of a list from 1, as refusals do. A table that is not there is put at the end.
    """
    lines = _lines(text)
    for path, value in values.items():
        lines = _with(lines, path, value)
    return "\n".join(lines) + "\n"


def toml(value: Value) -> str:
    """Return the value as a TOML file has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"{value:_}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {toml(text)}' for key, text in value.items())} }}"
    return '"' + re.sub(r'[\\"\x00-\x1f\x7f]', lambda found: f"\\u{ord(found[0]):04x}", value) + '"'


def _lines(text: str) -> list[str]:
    """Return the lines as TOML counts them: other separators may stand inside a text."""
    return text.removesuffix("\n").split("\n")


def _with(lines: list[str], path: str, value: str) -> list[str]:
    known = places("\n".join(lines))
    table, _, key = path.rpartition(".")
    if path in known:
        number = known[path] - 1
        return [
            *lines[:number],
            _VALUE.sub(lambda found: f"{found[1]}{value}{found[2] or ''}", lines[number]),
            *lines[number + 1 :],
        ]
    if table and table not in known:
        return [*lines, "", f"[{table}]", f"{key} = {value}"]
    place = _end_of(lines, known[table] if table else 0)
    return [*lines[:place], f"{key} = {value}", *lines[place:]]


def _end_of(lines: list[str], begin: int) -> int:
    """Return where the table that begins behind line ``begin`` ends: at the next header, before empty lines."""
    place = begin
    while place < len(lines) and not lines[place].lstrip().startswith("["):
        place += 1
    while place > begin and (not lines[place - 1].strip() or lines[place - 1].lstrip().startswith("#")):
        place -= 1
    return place


def _line_in(line: str, lang: str) -> str:
    russian = lang == "ru"
    if (named := _RUSSIAN.match(line)) is not None:
        return f'{named["before"]}"{named["ru" if russian else "value"]}"{named["after"]}'
    return _TWO.sub(lambda found: f"# {found['ru' if russian else 'en']}", line)
