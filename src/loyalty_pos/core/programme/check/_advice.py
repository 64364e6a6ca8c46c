"""One advice about a programme, as data."""

from datetime import date, datetime
from typing import NamedTuple


class Advice(NamedTuple):
    """``code`` names the sentence, ``key`` the place in the file, ``facts`` the numbers of the sentence."""

    code: str
    key: str
    facts: tuple[tuple[str, str | int | date | datetime | None], ...] = ()
