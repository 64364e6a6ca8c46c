"""``diagnostics``: writes one file for support; changes nothing and tells nobody's name."""

from argparse import Namespace

from loyalty_pos.cli.at_till import till_here
from loyalty_pos.cli.upkeep.words import said
from loyalty_pos.wiring.console import say, say_json
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.incidents import Incidents
from loyalty_pos.wiring.till import open_files
from loyalty_pos.wiring.upkeep.diagnostics import write_diagnostics
from loyalty_pos.wiring.upkeep.looking import looked_at


def run(options: Namespace) -> int:
    """Write it and say where. Raises ``NoTillHere``, ``FileNotWritten``."""
    settings, folders = till_here(options), folders_at(options.data)
    files = open_files(settings)
    try:
        told = looked_at(files, folders.till, folders.logs)
        problems = (*Incidents(folders.till).unseen(), *files.self_check())
    finally:
        files.close()
    path = write_diagnostics(options.out or folders.logs, told, problems, settings.clock.now())
    if options.json:
        say_json({"path": str(path)})
    else:
        say(said("written", options.lang, path=path))
    return 0
