"""Refusals of files and devices: programmes, imports, the books of till and centre, printers, scanners."""

from dataclasses import dataclass
from typing import ClassVar

from loyalty_pos.core.problems._kind import Problem


@dataclass(eq=False)
class BadProgramme(Problem):
    """``key`` is the key path (``accrual.rate_bp``), ``line`` counts from 1, ``reason`` is a short code with facts."""

    code: ClassVar[str] = "bad_programme"
    key: str
    line: int
    reason: str
    column: int = 0


@dataclass(eq=False)
class BadBasketFile(Problem):
    code: ClassVar[str] = "bad_basket_file"
    key: str
    reason: str


@dataclass(eq=False)
class BadImportFile(Problem):
    code: ClassVar[str] = "bad_import_file"
    path: str
    reason: str


@dataclass(eq=False)
class FileNotWritten(Problem):
    """A file for people (a card as PDF) could not be written."""

    code: ClassVar[str] = "file_not_written"
    path: str


@dataclass(eq=False)
class StorageFull(Problem):
    code: ClassVar[str] = "storage_full"
    path: str


@dataclass(eq=False)
class StorageCorrupt(Problem):
    """The file was set aside as ``kept_as``; nothing was deleted."""

    code: ClassVar[str] = "storage_corrupt"
    path: str
    kept_as: str


@dataclass(eq=False)
class StorageForeign(Problem):
    """Not our file, or not readable with this till's key."""

    code: ClassVar[str] = "storage_foreign"
    path: str


@dataclass(eq=False)
class StorageNewer(Problem):
    """Written by a newer version of the program: ``found`` is its schema, ``known`` is ours."""

    code: ClassVar[str] = "storage_newer"
    path: str
    found: int
    known: int


@dataclass(eq=False)
class StorageBusy(Problem):
    """Another program holds the file (second instance, antivirus)."""

    code: ClassVar[str] = "storage_busy"
    path: str


@dataclass(eq=False)
class StorageFailing(Problem):
    """The disk or the folder refuses to read or write; ``reason`` is the database's own name for it."""

    code: ClassVar[str] = "storage_failing"
    path: str
    reason: str


@dataclass(eq=False)
class BadMessage(Problem):
    """Bytes that are not one of our messages; ``reason`` never quotes them."""

    code: ClassVar[str] = "bad_message"
    reason: str


@dataclass(eq=False)
class CentreUnreachable(Problem):
    code: ClassVar[str] = "centre_unreachable"
    reason: str


@dataclass(eq=False)
class CentreRefused(Problem):
    """The centre answered with an error ``status`` and its own problem code."""

    code: ClassVar[str] = "centre_refused"
    status: int
    reason: str


@dataclass(eq=False)
class NotEnrolled(Problem):
    code: ClassVar[str] = "not_enrolled"


@dataclass(eq=False)
class EnrolmentRefused(Problem):
    code: ClassVar[str] = "enrolment_refused"
    reason: str


@dataclass(eq=False)
class InsecureCentre(Problem):
    """Plain http is accepted on loopback only."""

    code: ClassVar[str] = "insecure_centre"
    url: str


@dataclass(eq=False)
class PrinterOffline(Problem):
    code: ClassVar[str] = "printer_offline"


@dataclass(eq=False)
class PaperOut(Problem):
    """The printer holds the job and prints it when paper is put in: do not print again."""

    code: ClassVar[str] = "paper_out"


@dataclass(eq=False)
class PrinterOpen(Problem):
    """The cover is open; the printer holds the job and prints it when it is closed."""

    code: ClassVar[str] = "printer_open"


@dataclass(eq=False)
class PaperUncertain(Problem):
    """Broken off in the middle: only a person can see whether it is on paper.

    ``paper`` and ``number`` are ``kind`` and ``number`` of ``core.receipt.Receipt``.
    """

    code: ClassVar[str] = "paper_uncertain"
    paper: str
    number: int


@dataclass(eq=False)
class ScannerLost(Problem):
    code: ClassVar[str] = "scanner_lost"
    port: str
