"""Writes a programme down as its owner would, so that the product has to read it."""

from datetime import date, datetime, time
from typing import Any

from tests.naive.rules import Facts


def toml_of(table: Facts, path: str = "") -> str:
    """Write the table as TOML: plain keys first, then its tables."""
    plain = [f"{key} = {_value(value)}" for key, value in table.items() if not _is_section(value)]
    parts = ["\n".join(plain)] if plain else []
    for key, value in table.items():
        name = f"{path}{key}"
        if isinstance(value, dict) and _is_section(value):
            parts.append(f"[{name}]\n" + toml_of(value, f"{name}."))
        elif _is_section(value):
            parts += [f"[[{name}]]\n" + toml_of(row, f"{name}.") for row in value]
    return "\n".join(parts) + "\n"


def _is_section(value: Any) -> bool:
    """Lists of tables and tables with such lists stand under headings; the rest fits on its line."""
    if isinstance(value, list):
        return bool(value) and isinstance(value[0], dict)
    return isinstance(value, dict) and any(_is_section(inner) for inner in value.values())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)
