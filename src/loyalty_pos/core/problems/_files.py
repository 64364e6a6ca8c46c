"""Refusals of files and devices: programmes, imports, the books of till and centre, printers, scanners."""

from typing import ClassVar

from loyalty_pos.core.problems._kind import Problem


class BadProgramme(Problem):
    """``key`` is the key path (``accrual.rate_bp``), ``line`` counts from 1, ``reason`` is a short code with facts."""

    code: ClassVar[str] = "bad_programme"
    key: str
    line: int
    reason: str
    column: int = 0


class ProgrammeNotFollowed(Problem):
    """This program cannot price by what the centre tells; ``needs``: what it cannot do, "?" = the text says words that it
    does not know. ``programmes``: their ids.
    """

    code: ClassVar[str] = "programme_not_followed"
    programmes: str
    needs: str


class ProgrammesCollide(Problem):
    """Two programmes in one shop say the same thing; ``field``: which (``accrual``, ``tiers``, ``currency``...)."""

    code: ClassVar[str] = "programmes_collide"
    first: str
    second: str
    field: str


class PersonalDataWiped(Problem):
    """The centre was not heard for ``days`` days: names and phones are gone from this till, cards still work."""

    code: ClassVar[str] = "personal_data_wiped"
    days: int


class BadBasketFile(Problem):
    code: ClassVar[str] = "bad_basket_file"
    key: str
    reason: str


class BadImportFile(Problem):
    code: ClassVar[str] = "bad_import_file"
    path: str
    reason: str


class FileNotWritten(Problem):
    """A file for people (a card as PDF) could not be written."""

    code: ClassVar[str] = "file_not_written"
    path: str


class StorageFull(Problem):
    code: ClassVar[str] = "storage_full"
    path: str


class StorageCorrupt(Problem):
    """The file was set aside as ``kept_as``; nothing was deleted."""

    code: ClassVar[str] = "storage_corrupt"
    path: str
    kept_as: str


class FolderShared(Problem):
    """Books may not begin here: the folder lies on another machine, or a cloud program copies it."""

    code: ClassVar[str] = "folder_shared"
    path: str


class StorageForeign(Problem):
    """Not our file, or not readable with this till's key."""

    code: ClassVar[str] = "storage_foreign"
    path: str


class StorageNewer(Problem):
    """Written by a newer version of the program: ``found`` is its schema, ``known`` is ours."""

    code: ClassVar[str] = "storage_newer"
    path: str
    found: int
    known: int


class StorageBusy(Problem):
    """Another program holds the file (second instance, antivirus)."""

    code: ClassVar[str] = "storage_busy"
    path: str


class StorageFailing(Problem):
    """The disk or the folder refuses to read or write; ``reason`` is the database's own name for it."""

    code: ClassVar[str] = "storage_failing"
    path: str
    reason: str


class BadMessage(Problem):
    """Bytes that are not one of our messages; ``reason`` never quotes them."""

    code: ClassVar[str] = "bad_message"
    reason: str


class CentreUnreachable(Problem):
    code: ClassVar[str] = "centre_unreachable"
    reason: str


class CentreRefused(Problem):
    """The centre answered with an error ``status`` and its own problem code."""

    code: ClassVar[str] = "centre_refused"
    status: int
    reason: str


class SyncFailed(Problem):
    """The conversation with the centre met an error of this program; ``kind``: its type, the log has the rest."""

    code: ClassVar[str] = "sync_failed"
    kind: str


class OffersOutOfDate(Problem):
    """The life of the till's bundle is over and the centre was not heard: offers and points as payment wait."""

    code: ClassVar[str] = "offers_out_of_date"


class NotEnrolled(Problem):
    code: ClassVar[str] = "not_enrolled"


class EnrolmentRefused(Problem):
    code: ClassVar[str] = "enrolment_refused"
    reason: str


class InsecureCentre(Problem):
    """Plain http is accepted on loopback only."""

    code: ClassVar[str] = "insecure_centre"
    url: str


class PrinterOffline(Problem):
    code: ClassVar[str] = "printer_offline"


class PaperOut(Problem):
    """The printer holds the job and prints it when paper is put in: do not print again."""

    code: ClassVar[str] = "paper_out"


class PrinterOpen(Problem):
    """The cover is open; the printer holds the job and prints it when it is closed."""

    code: ClassVar[str] = "printer_open"


class PaperUncertain(Problem):
    """Broken off in the middle: only a person can see whether it is on paper.

    ``paper`` and ``number`` are ``kind`` and ``number`` of ``core.receipt.Receipt``.
    """

    code: ClassVar[str] = "paper_uncertain"
    paper: str
    number: int


class ScannerLost(Problem):
    code: ClassVar[str] = "scanner_lost"
    port: str
