"""``simulate``: what programmes would have cost on past receipts, side by side; as tables, page, CSV or JSON."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from tqdm import tqdm

from loyalty_pos.cli.pricing import text_of
from loyalty_pos.cli.words import BadOption
from loyalty_pos.core.money import BASIS
from loyalty_pos.core.problems import FileNotWritten
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.combined import combined
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.lab.simulation.assumptions import Assumptions, Named
from loyalty_pos.lab.simulation.past import books, public_year
from loyalty_pos.lab.simulation.past.beginnings import read_beginnings
from loyalty_pos.lab.simulation.past.receipt_file import read_receipts
from loyalty_pos.lab.simulation.past.receipts import Past, moved_to
from loyalty_pos.lab.simulation.replaying import Outcome, Task
from loyalty_pos.lab.simulation.run import simulate
from loyalty_pos.lab.simulation.telling.facts import report_facts
from loyalty_pos.lab.simulation.telling.page import page
from loyalty_pos.lab.simulation.telling.report import LETTERS, Report, report_of
from loyalty_pos.lab.simulation.telling.table import in_text, sheet_header, sheet_rows
from loyalty_pos.lab.simulation.telling.told_changes import changes_in_text
from loyalty_pos.lab.simulation.telling.words import LANGUAGES, say_in
from loyalty_pos.storage.export_files import write_table
from loyalty_pos.wiring.console import say, say_all, say_json
from loyalty_pos.wiring.folders import folders_at

_REDEEM: Final = {"never": 0, "always": BASIS}


def run(options: Namespace) -> int:
    """Simulate and tell."""
    programmes = tuple(_programme(asked) for asked in options.programmes)
    if len(programmes) > len(LETTERS):
        raise BadOption(option="PROGRAMME", text=options.programmes[len(LETTERS)])
    for name in ("most", "processes"):
        if getattr(options, name) < 0:
            raise BadOption(option=f"--{name}", text=str(getattr(options, name)))
    assumptions = _assumptions(options)
    compared = _compared(options.explain_difference, options.programmes, programmes)
    past = _past(options, programmes[0].zone)
    if not past.receipts:
        raise BadOption(option="--receipts", text=options.receipts)
    task = Task(
        programmes,
        past.articles,
        assumptions,
        past.end_us,
        compared,
        options.most,
        past.begin_us,
        read_beginnings(options.members, past.holders) if options.members else {},
    )
    outcome = _simulated(task, past, options)
    report = report_of(past, outcome, task)
    written = _write(report, options)
    if options.json:
        say_json(report_facts(report))
        return 0
    say_all(in_text(report, options.lang))
    if compared:
        say()
        say_all(changes_in_text(report, options.lang))
    say()
    for path in written:
        say(say_in(options.lang, "written", path=path))
    facts = {"receipts": outcome.receipts, "programmes": len(programmes), "cpu": round(outcome.cpu_s, 1)}
    say(say_in(options.lang, "took", **facts))
    return 0


def _programme(asked: str) -> Programme:
    """Return the programme of a file, or of several that are at work in one shop: ``FILE+FILE``. Raises ``Problem``."""
    if "+" not in asked or Path(asked).exists():
        return read_programme(text_of(Path(asked)))
    parts = [read_programme(text_of(Path(path))) for path in asked.split("+")]
    names = tuple((lang, " + ".join(part.name(lang) for part in parts)) for lang in LANGUAGES)
    return replace(combined(parts), id="+".join(part.id for part in parts), names=names)


def _assumptions(options: Namespace) -> Assumptions:
    redeem = _REDEEM.get(options.redeem)
    return Assumptions(
        redeem_bp=_share("--redeem", options.redeem) if redeem is None else redeem,
        member_share_bp=_share("--member-share", options.member_share),
        card_bp=_share("--card-discount", options.card_discount),
        margin_bp=_share("--margin", options.margin) if options.margin else None,
        expected_bp=_share("--expected", options.expected) if options.expected else None,
        segments=_named("--assume-segment", options.assume_segment),
        clubs=_named("--assume-club", options.assume_club),
        coupons=_named("--assume-coupon", options.assume_coupon),
        channels=_channels(options.assume_channel),
        birthdays=options.assume_birthdays,
    )


def _named(option: str, asked: Sequence[str]) -> Named:
    """Return names with their shares. Raises ``BadOption``."""
    found: dict[str, int] = {}
    for text in asked:
        name, _, share = text.partition("=")
        if not name or name in found:
            raise BadOption(option=option, text=text)
        found[name] = _share(option, share)
    return tuple(found.items())


def _channels(asked: Sequence[str]) -> Named:
    """Return channels with their shares, which are parts of one whole. Raises ``BadOption``."""
    channels = _named("--assume-channel", asked)
    if sum(bp for _, bp in channels) > BASIS:
        raise BadOption(option="--assume-channel", text=asked[-1])
    return channels


def _share(option: str, text: str) -> int:
    """Return per cent as basis points, exactly. Raises ``BadOption``."""
    try:
        bp = Decimal(text.removesuffix("%").replace(",", ".")) * 100
    except InvalidOperation:
        raise BadOption(option=option, text=text) from None
    if not bp.is_finite() or bp != int(bp) or not 0 <= bp <= BASIS:
        raise BadOption(option=option, text=text)
    return int(bp)


def _compared(
    asked: Sequence[str] | None, files: Sequence[str], programmes: Sequence[Programme]
) -> tuple[int, int] | None:
    """Return the places of two programmes, named by letter, file or id. Raises ``BadOption``."""
    if not asked:
        return None
    places: list[int] = []
    for name in asked:
        known = [LETTERS[: len(files)].find(name.upper())] if len(name) == 1 else []
        known += [
            place for place, file in enumerate(files) if name in {file, Path(file).name, Path(file).stem}
        ]
        known += [place for place, programme in enumerate(programmes) if programme.id == name]
        found = next((place for place in known if place >= 0), None)
        if found is None:
            raise BadOption(option="--explain-difference", text=name)
        places.append(found)
    return places[0], places[1]


def _past(options: Namespace, zone: str) -> Past:
    """Read the receipts: our own books, the public year, or a file."""
    kind, _, count = options.receipts.partition(":")
    if options.receipts == books.NAME:
        past = books.read_books(folders_at(options.data), options.database)
    elif kind == public_year.NAME and (count.isdecimal() or not count):
        past = public_year.read_public_year(*([int(count)] if count else []))
    else:
        past = read_receipts(Path(options.receipts), zone)
    return moved_to(past, _day(options.move_to), zone) if options.move_to else past


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadOption(option="--move-to", text=text) from None


def _simulated(task: Task, past: Past, options: Namespace) -> Outcome:
    """Simulate under a progress bar, which stays off where nobody looks."""
    hidden = options.json or not sys.stderr.isatty()
    with tqdm(total=len(past.receipts), unit="receipt", mininterval=0.5, disable=hidden) as bar:
        return simulate(task, past, options.processes, bar.update)


def _write(report: Report, options: Namespace) -> list[Path]:
    """Write the files asked for. Raises ``FileNotWritten``, ``BadImportFile``."""
    written: list[Path] = []
    if options.html:
        try:
            options.html.write_text(page(report, options.lang), encoding="utf-8")
        except OSError as error:
            raise FileNotWritten(path=str(options.html)) from error
        written.append(options.html)
    if options.csv:
        write_table(options.csv, sheet_header(report, options.lang), sheet_rows(report, options.lang))
        written.append(options.csv)
    return written
