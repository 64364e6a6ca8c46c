"""``till``: the till's window, started from the command line; loads nothing of the centre (cold start)."""

from argparse import Namespace

from loyalty_pos.cli.words import line
from loyalty_pos.wiring.console import say
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.hardware import Devices, jobs_in, paper_to
from loyalty_pos.wiring.till import TillSettings, enrol, open_shop_till
from loyalty_pos.wiring.window import show_window


def run(options: Namespace) -> int:
    """Enrol if asked to, then show the window until it is closed."""
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
