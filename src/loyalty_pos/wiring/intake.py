"""Lists in and out of the centre's books, joined: file readers, the centre, PIN hashes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from loyalty_pos.centre.imports.importing import Intake, Pins
from loyalty_pos.centre.imports.report import ImportReport
from loyalty_pos.centre.reports import Reports
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.combined import read_together
from loyalty_pos.storage.centre.books import CentreClock
from loyalty_pos.storage.import_files import read_rows
from loyalty_pos.storage.pins import PinHasher
from loyalty_pos.wiring.centre import OpenCentre


@dataclass(frozen=True, slots=True)
class Asked:
    """One import: which list, from where, for real or not."""

    subject: str
    path: Path
    dry_run: bool = False


def bring(
    centre: OpenCentre, asked: Asked, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> ImportReport:
    """Import one file into the open centre. Raises ``BadImportFile``; rows that do not fit are in the report."""
    reports = reports_of(centre)
    pins = PinHasher(centre.lookup_key)
    intake = Intake(
        admin=centre.admin,
        reports=reports,
        programme=programme_of(reports),
        pins=Pins(pins.digest, pins.matches),
        progress=progress,
    )
    report = ImportReport(asked.subject, str(asked.path), dry_run=asked.dry_run)
    return intake.run(report, read_rows(asked.path, asked.subject))


def reports_of(centre: OpenCentre) -> Reports:
    """Return what can be read of the centre."""
    return Reports(centre.books, CentreClock())


def programme_of(reports: Reports) -> Programme:
    """Return the programme in force, an empty one before the first."""
    return read_together(reports.programme_texts())
