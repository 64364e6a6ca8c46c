"""``till``: the till's window; loads nothing of the centre, and what stands behind the window only when it shows."""

from argparse import Namespace
from pathlib import Path
from urllib.parse import urlsplit

from loyalty_pos.cli.failure import report_problem
from loyalty_pos.cli.fleet.code_file import code_in
from loyalty_pos.cli.machine.asking import asked, said_of
from loyalty_pos.cli.words import BadOption, line
from loyalty_pos.core.problems import Problem
from loyalty_pos.wire.signing.joining import in_groups, mark_of
from loyalty_pos.wiring.console import nobody_reads, say
from loyalty_pos.wiring.fleet.first_start import FirstStart, first_start, has_come
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.preferences import preferences_in
from loyalty_pos.wiring.printing.named import devices_named
from loyalty_pos.wiring.start import Counter, early, enrol_here, show_till


def run(options: Namespace) -> int:
    """Enrol if asked to, then show the window until it is closed; or answer what was asked of this machine."""
    if (question := asked(options)) is not None:
        return question(options)
    folders = folders_at(options.data)
    named = devices_named(folders.till, said_of(options))
    counter = Counter(
        folders.till, options.lang, named.printer, named.kind, named.scanners, training=options.training
    )
    if centre := _centre(options, folders.till):
        code = code_in(options.token_file) if options.token_file else options.code or ""
        _join(counter, options, centre, code)
        has_come(folders.till)
    elif first := first_start(folders.till):
        _come(counter, options, first)
    if options.no_window:
        return 0
    return show_till(counter, early(counter))


def _join(counter: Counter, options: Namespace, centre: str, code: str) -> None:
    """Get this machine its place, and say which."""
    place = enrol_here(counter, _address(centre), code, options.host)
    say(line("enrolled", options.lang, till=place.till_no, store=place.store_name))
    if not place.is_known:
        say(line("taken_on_trust", options.lang, mark=in_groups(mark_of(place.bundle_key))))


def _centre(options: Namespace, folder: Path) -> str:
    """Return the centre to join: the one named; for a code alone, the one that the machine's settings name."""
    if options.centre:
        return str(options.centre)
    has_code = options.code or options.token_file
    return preferences_in(folder).get("centre", "") if has_code else ""


def _come(counter: Counter, options: Namespace, first: FirstStart) -> None:
    """Get the place that an installer or an image prepared; refused, the next start asks again.

    A program that nobody reads goes on to its window, which says that there is no place yet.
    """
    try:
        _join(counter, options, first.centre, code_in(first.token_file))
    except Problem as problem:
        if not nobody_reads():
            raise
        report_problem(problem, options.lang)
        return
    has_come(counter.folder)


def _address(text: str) -> str:
    """Return the address of a centre; what is none is refused before anybody is asked."""
    try:
        parts = urlsplit(text)
        sound = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # a port that is no number, or none that there is
        sound = False
    if not sound:
        raise BadOption(option="--centre", text=text)
    return text
