"""The largest numbers that make sense in a programme file, and the rule that ids are not doubled."""

from typing import Final

from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme.file._toml_table import Table

MOST_DAYS: Final = 36_500
MOST_MONTHS: Final = 1_200
MOST_BP: Final = 100 * BASIS


def refuse_doubled(table: Table, key: str, ids: list[str]) -> None:
    for number, name in enumerate(ids, 1):
        if name in ids[: number - 1]:
            table.refuse(f"{key}[{number}].id", "doubled")
