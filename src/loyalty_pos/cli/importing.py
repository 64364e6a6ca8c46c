"""``import``: a list into the centre's books, with refused rows by line, counts and sums for signature."""

import hashlib
from argparse import Namespace
from dataclasses import asdict

from loyalty_pos.centre.imports.report import ImportReport
from loyalty_pos.cli.column_words import column_name
from loyalty_pos.cli.pricing import text_of
from loyalty_pos.cli.words import line, reason
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.storage.import_files import unread_commands
from loyalty_pos.till.formats import format_money, format_points
from loyalty_pos.wiring.centre import CentreSettings, open_centre
from loyalty_pos.wiring.console import say, say_all, say_json
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.intake import Asked, bring

_MOST_SHOWN = 200


def run(options: Namespace) -> int:
    """Import one file; 1 when rows were refused, so that scripts notice."""
    if options.subject == "programme":
        return _programme(options)
    centre = open_centre(CentreSettings(folders_at(options.data).centre, options.database))
    try:
        report = bring(centre, Asked(options.subject, options.file, options.dry_run))
    finally:
        centre.close()
    if options.json:
        say_json(asdict(report) | {"accepted": report.accepted})
    else:
        say_all(_told(report, options.lang))
        if unread := unread_commands(options.file):
            say(line("import_unread", options.lang, commands=", ".join(unread)))
    return 1 if report.refused else 0


def _programme(options: Namespace) -> int:
    """Put a programme into force at every till of the centre, after it was read and found right."""
    text = text_of(options.file)
    programme = read_programme(text)
    if not options.dry_run:
        centre = open_centre(CentreSettings(folders_at(options.data).centre, options.database))
        try:
            centre.admin.set_programme(text)
        finally:
            centre.close()
    bundle = hashlib.sha256(text.encode()).hexdigest()
    if options.json:
        say_json({"programme": programme.id, "bundle": bundle, "in_force": not options.dry_run})
        return 0
    say(line("programme_right", options.lang, programme=programme.name(options.lang), bundle=bundle[:16]))
    say(line("import_dry" if options.dry_run else "programme_in_force", options.lang))
    return 0


def _told(report: ImportReport, lang: str) -> list[str]:
    lines = [line("import_head", lang, subject=line(report.subject, lang), path=report.path)]
    for row in report.refused[:_MOST_SHOWN]:
        text = f"«{row.text}»" if row.text else ""
        column = report.headings.get(row.column) or column_name(row.column, lang)
        told = line(
            "refused_row", lang, line=row.line, column=column, text=text, reason=reason(row.reason, lang)
        )
        lines.append("  " + " ".join(told.split()))
    if len(report.refused) > _MOST_SHOWN:
        lines.append(f"  … +{len(report.refused) - _MOST_SHOWN}")
    if report.dry_run:
        lines.append(line("import_dry", lang))
    counts = {"read": report.read, "accepted": report.accepted, "refused": len(report.refused)}
    lines.append(line("import_rows", lang, **counts))
    key = "import_dry_counts" if report.dry_run else "import_counts"
    lines.append(line(key, lang, added=report.added, changed=report.changed, same=report.same))
    for name, amount in report.sums.items():
        lines.append(f"{line(f'sum_{name}', lang)}: {_sum(name, amount, report.exponent, lang)}")
    if report.ranges:
        lines.append(line("import_ranges", lang, ranges=", ".join(report.ranges)))
    lines.append(line("import_control", lang, control=report.control))
    return [*lines, line("import_sign", lang)]


def _sum(name: str, amount: int, exponent: int, lang: str) -> str:
    if name.endswith("_minor"):
        return format_money(amount, lang)
    return format_points(amount, exponent, lang) if name == "points" else str(amount)
