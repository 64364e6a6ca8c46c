"""``centre`` and ``till``: the two programs that stay, started from the command line."""

from argparse import Namespace

from loyalty_pos.cli.words import line
from loyalty_pos.wiring.centre import CentreSettings, open_centre, run_centre
from loyalty_pos.wiring.console import say
from loyalty_pos.wiring.first_start import prepare_centre
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.hardware import Devices, jobs_in, paper_to
from loyalty_pos.wiring.till import TillSettings, enrol, open_shop_till
from loyalty_pos.wiring.window import show_window


def run(options: Namespace) -> int:
    """Start one of the two."""
    return _centre(options) if options.command == "centre" else _till(options)


def _centre(options: Namespace) -> int:
    settings = CentreSettings(folders_at(options.data).centre, options.database, options.host, options.port)
    centre = open_centre(settings)
    try:
        prepare_centre(centre, options.store)
        if options.code:
            say(line("code", options.lang, store=options.store, code=centre.admin.make_code(options.store)))
            return 0
    finally:
        centre.close()
    run_centre(settings, lambda url: say(line("centre_ready", options.lang, url=url, folder=settings.folder)))
    return 0


def _till(options: Namespace) -> int:
    folder = folders_at(options.data).till
    settings = TillSettings(folder, language=options.lang)
    if options.centre:
        place = enrol(settings, options.centre, options.code or "")
        say(line("enrolled", options.lang, till=place.till_no, store=place.store_name))
    if options.no_window:
        return 0
    till = open_shop_till(settings)
    devices = Devices(options.printer, options.printer_kind, tuple(options.scanner))
    paper, stop_printing = paper_to(devices, folder, jobs_in(till.files))
    try:
        return show_window(till, folder, paper)
    finally:
        stop_printing()
        till.close()
