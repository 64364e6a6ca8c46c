"""``callers``: which programs may tell the centre of events, or speak as partners; tokens are shown once."""

from argparse import Namespace

from loyalty_pos.centre.outside.callers import Scope
from loyalty_pos.centre.records import Caller
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.members.words import line
from loyalty_pos.core.dates import moment
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.console import say, say_all, say_json


def run(options: Namespace) -> int:
    """Make, show or take back tokens."""
    with opened(options) as centre:
        if options.action == "list":
            _list(centre, options)
        elif options.action == "add":
            _add(centre, options)
        else:
            centre.centre.callers.revoke(options.name)
            say(line("caller_revoked", options.lang, name=options.name))
    return 0


def _add(centre: OpenCentre, options: Namespace) -> None:
    scopes = tuple(Scope(word) for word in options.scope or [Scope.EVENTS.value])
    token = centre.centre.callers.add(options.name, scopes)
    words = ", ".join(scope.value for scope in scopes)
    if options.json:
        say_json({"name": options.name, "scopes": [scope.value for scope in scopes], "token": token})
        return
    say(line("caller_token", options.lang, name=options.name, scopes=words, token=token))


def _list(centre: OpenCentre, options: Namespace) -> None:
    callers = centre.centre.callers.all()
    if options.json:
        say_json([{"name": c.name, "scopes": list(c.scopes), "revoked": c.revoked} for c in callers])
        return
    say_all(_told(caller, options.lang) for caller in callers)
    if not callers:
        say(line("no_callers", options.lang))


def _told(caller: Caller, lang: str) -> str:
    if caller.revoked:
        return line("caller_out", lang, name=caller.name)
    day = moment(caller.made_us).date().isoformat()
    return line("caller", lang, name=caller.name, scopes=", ".join(caller.scopes), day=day)
