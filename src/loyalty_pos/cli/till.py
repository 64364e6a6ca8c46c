"""``till``: the till's window; loads nothing of the centre, and what stands behind the window only when it shows."""

from argparse import Namespace
from urllib.parse import urlsplit

from loyalty_pos.cli.fleet.code_file import code_in
from loyalty_pos.cli.machine.asking import asked, said_of
from loyalty_pos.cli.words import BadOption, line
from loyalty_pos.wire.signing.joining import in_groups, mark_of
from loyalty_pos.wiring.console import say
from loyalty_pos.wiring.fleet.first_start import first_start, has_come
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.settings.devices import devices_named
from loyalty_pos.wiring.start import Counter, early, enrol_here, show_till


def run(options: Namespace) -> int:
    """Enrol if asked to, then show the window until it is closed; or answer what was asked of this machine."""
    if (question := asked(options)) is not None:
        return question(options)
    folder = folders_at(options.data).till
    named = devices_named(folder, said_of(options))
    counter = Counter(
        folder, options.lang, named.printer, named.kind, named.scanners, training=options.training
    )
    first = None if options.centre else first_start(folder)
    centre = first.centre if first else options.centre
    if centre:
        token_file = first.token_file if first else options.token_file
        code = code_in(token_file) if token_file else options.code or ""
        place = enrol_here(counter, _address(centre), code, options.host)
        has_come(folder)
        say(line("enrolled", options.lang, till=place.till_no, store=place.store_name))
        if not place.is_known:
            say(line("taken_on_trust", options.lang, mark=in_groups(mark_of(place.bundle_key))))
    if options.no_window:
        return 0
    return show_till(counter, early(counter))


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
