"""``till replace OLD --by NEW``: a dead till's place, number and frozen rights pass to its successor."""

from argparse import Namespace
from dataclasses import asdict

from loyalty_pos.centre.fleet.replacing import Handing, TillNotReplaced
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.at_centre.tills import Tills, tills_of
from loyalty_pos.cli.fleet.words import fleet_line
from loyalty_pos.cli.leases.shown import Shown
from loyalty_pos.cli.words import BadOption
from loyalty_pos.wiring.console import say, say_json


def run(options: Namespace) -> int:
    """Return 0. Raises TillNotReplaced."""
    reason = options.reason.strip()
    if not options.by:
        raise BadOption(option="--by", text="")
    if not reason:
        raise BadOption(option="--reason", text=options.reason)
    with opened(options) as centre:
        tills = tills_of(centre)
        old, new = (_agent(tills, text) for text in (options.old, options.by))
        try:
            handed = centre.fleet.replace(Handing(old, new, options.who, reason))
        except TillNotReplaced as refused:
            raise TillNotReplaced(till=tills.short(refused.till), reason=refused.reason) from refused
        shown = Shown(centre.admin.leases.unit(), options.lang)
    if options.json:
        say_json(asdict(handed) | {"old": old, "new": new})
        return 0
    points = {"points": shown.points(handed.points), "kept": shown.points(handed.kept)}
    names = {"old": tills.short(old), "new": tills.short(new)}
    facts = {"till_no": handed.till_no, "accounts": handed.accounts}
    say(fleet_line("handed", options.lang, **names, **points, **facts))
    return 0


def _agent(tills: Tills, text: str) -> str:
    """Return the agent of a till. Raises TillNotReplaced for none, or for a name that two of them have."""
    found = tills.agent(text)
    if not found:
        raise TillNotReplaced(till=text, reason="unknown")
    return found
