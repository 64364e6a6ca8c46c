"""``centre``: the central server as a process, and its one-time codes for tills."""

from argparse import Namespace

from loyalty_pos.cli.words import line
from loyalty_pos.wiring.centre import CentreSettings, open_centre, run_centre
from loyalty_pos.wiring.console import say
from loyalty_pos.wiring.first_start import prepare_centre
from loyalty_pos.wiring.folders import folders_at


def run(options: Namespace) -> int:
    """Serve until a signal ends it, or only make a code."""
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
