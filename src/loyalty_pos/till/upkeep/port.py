"""What the page of upkeep asks of the machine; the adapter lives in wiring. No call carries anything that names a customer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that the centre has not got. ``kind``: of the event; ``size``: bytes."""

    seq: int
    kind: str
    at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A part of what the till keeps of the centre's data. ``rows`` -1 = not counted; ``version``: serial or schema; ``at``: its age."""

    name: str
    rows: int = -1
    version: str = ""
    at: datetime | None = None


class Source(StrEnum):
    """Who decided a setting; the first of these that says anything counts."""

    POLICY = "policy"
    MACHINE = "machine"
    USER = "user"
    DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Explained:
    """A setting, its value, who decided it and where that is written, "" = nowhere."""

    name: str
    value: str
    source: Source
    place: str = ""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """How this till is known to its centre. ``keys``: full, machine, file; ``signs``: its receipts carry a signature."""

    till: str
    store: str
    centre: str
    life: str
    keys: str
    signs: bool


@dataclass(frozen=True, slots=True)
class Upkept:
    """Everything that the page shows, read in one go."""

    waiting: tuple[Waiting, ...] = ()
    kept: tuple[Kept, ...] = ()
    settings: tuple[Explained, ...] = ()
    log: tuple[str, ...] = ()
    enrolment: Enrolment | None = None


class Upkeep(Protocol):
    """Both calls take a moment: never on the GUI thread."""

    def look(self) -> Upkept: ...

    def diagnostics(self) -> Path:
        """Write everything that support needs into one file and return where. Raises ``FileNotWritten``."""
        ...
