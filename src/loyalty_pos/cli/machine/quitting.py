"""``till --quit``: asks the till that runs here to finish and go, and waits for it; never ends it by force."""

from argparse import Namespace

from loyalty_pos.cli.machine.answer import answer
from loyalty_pos.cli.machine.words import said
from loyalty_pos.wiring.console import say
from loyalty_pos.wiring.folders import folders_at
from loyalty_pos.wiring.instance.calling import ask_to_quit
from loyalty_pos.wiring.instance.refusals import TillStays


def run(options: Namespace) -> int:
    """Return 0 when no till runs here any more. Raises ``TillStays``: then nothing was changed."""
    gone = ask_to_quit(folders_at(options.data).till, options.wait, update=options.update)
    answer(options, {"gone": gone.gone, "ran": gone.ran, "why": gone.why.value})
    if not gone.gone:
        raise TillStays(why=gone.why.value)
    if not options.json:
        say(said("till_gone" if gone.ran else "no_till_ran", options.lang))
    return 0
