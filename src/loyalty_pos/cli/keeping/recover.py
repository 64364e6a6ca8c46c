"""``recover``: what a till that is gone never sent is brought to the centre from its disk."""

from argparse import Namespace
from contextlib import closing
from dataclasses import asdict

from loyalty_pos.cli.keeping.words import keeping_line
from loyalty_pos.storage.backup.refusals import NoBooksHere
from loyalty_pos.wiring.centre import CentreSettings, centre_is_here, open_centre
from loyalty_pos.wiring.console import say_all, say_json
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.recovery.bringing import recover


def run(options: Namespace) -> int:
    """Return 0, or raise why not; asked again, nothing is brought twice."""
    folder = folders_at(options.data).centre
    if not options.database and not centre_is_here(folder):
        raise NoBooksHere(folder=str(folder))
    with closing(open_centre(CentreSettings(folder, options.database))) as centre:
        brought = recover(centre, options.folder)
    if options.json:
        say_json({"streams": [asdict(one) for one in brought]})
    else:
        say_all([keeping_line("brought", options.lang, **asdict(one)) for one in brought])
    return 0
