"""``recover``: what a till that is gone never sent is brought to the centre from its disk, or from its other medium."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict

from loyalty_pos.cli.at_centre.tills import Tills, tills_of
from loyalty_pos.cli.keeping.words import keeping_line
from loyalty_pos.storage.backup.refusals import NoBooksHere
from loyalty_pos.wiring.centre import CentreSettings, centre_is_here, open_centre
from loyalty_pos.wiring.console import say_all, say_json
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.recovery.bringing import Brought, recover


def run(options: Namespace) -> int:
    """Return 0, 1 when something waits behind a hole, or raise why not; asked again, nothing is brought twice."""
    folder = folders_at(options.data).centre
    if not options.database and not centre_is_here(folder):
        raise NoBooksHere(folder=str(folder))
    with closing(open_centre(CentreSettings(folder, options.database))) as centre:
        brought = recover(centre, options.folder, options.copy, lost=options.lost)
        tills = tills_of(centre)
    if options.json:
        say_json({"streams": [asdict(one) for one in brought]})
    else:
        say_all([line for one in brought for line in _lines(one, options.lang, tills)])
    return 1 if any(one.behind for one in brought) else 0


def _lines(one: Brought, lang: str, tills: Tills) -> Iterator[str]:
    till = tills.name(one.agent_id, lang, one.incarnation)
    facts = asdict(one) | {"numbers": ", ".join(f"{first}-{last}" for first, last in one.holes), "till": till}
    yield keeping_line("brought", lang, **facts)
    if one.filled:
        yield keeping_line("brought_filled", lang, **facts)
    if one.behind:
        yield keeping_line("brought_behind", lang, **facts)
    elif one.holes:
        yield keeping_line("brought_lost", lang, **facts)
