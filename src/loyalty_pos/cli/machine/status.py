"""``till --status``: whether a till runs here, whether somebody works at it, and what the centre has not got yet."""

from argparse import Namespace
from collections.abc import Iterator
from typing import Final

from loyalty_pos.cli.machine.answer import answer
from loyalty_pos.cli.machine.words import said
from loyalty_pos.till.upkeep.calls import Ask
from loyalty_pos.wiring.clock import SystemClock
from loyalty_pos.wiring.console import say_all
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.instance.calling import call
from loyalty_pos.wiring.instance.refusals import TillStays
from loyalty_pos.wiring.instance.status import Facts, facts_at_rest

SOMETHING_TO_LOSE: Final = 1


def run(options: Namespace) -> int:
    """Say it; a till that does not run is read from a copy. Raises ``TillStays`` for one that has not opened its books yet.

    ``--unsynced`` answers by its code, for an uninstaller: 1 where something would be lost, 2 where that cannot be told.
    """
    folder = folders_at(options.data).till
    told = call(folder, Ask.STATUS)
    if told is not None and not told:
        raise TillStays(why="silent")
    facts: Facts = (
        {"running": True, **told} if told else {"running": False, **facts_at_rest(folder, SystemClock())}
    )
    answer(options, facts)
    if not options.json:
        say_all(_lines(facts, options.lang))
    return SOMETHING_TO_LOSE if options.unsynced and not facts["nothing_to_lose"] else 0


def _lines(facts: Facts, lang: str) -> Iterator[str]:
    yield said("running" if facts["running"] else "at_rest", lang, **facts)
    if not facts["till"]:
        yield said("no_till", lang)
    else:
        yield said("till_place", lang, **facts)
        yield said("shift_open" if facts["shift"] else "shift_closed", lang, **facts)
        yield said("unsent" if facts["waiting"] else "all_sent", lang, **facts)
    if facts["set_aside"]:
        yield said("set_aside", lang, **facts)
