"""``members``: two accounts made one, who is part of whom, and parted again; what it means is told before it is done.

The same deed as at a till, with the same refusals; a name and the last digits of cards is all that is told of anybody.
"""

from argparse import Namespace
from uuid import uuid4

from loyalty_pos.centre.records import Till
from loyalty_pos.centre.together.records import JoinKind
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.desk.who import member_of, responsible
from loyalty_pos.cli.members.words import line
from loyalty_pos.core.dates import moment
from loyalty_pos.till.formats import format_points
from loyalty_pos.wire.deeds import JoinAsk, JoinedAsk, JoinedLine, PartAsk
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.console import say, say_all, say_json

_CONSOLE = Till("", "", 0, "", "")


def run(options: Namespace) -> int:
    """Do one of the actions."""
    with opened(options) as centre:
        actions = {"joined": _joined, "join": _join, "part": _part}
        actions[options.action](centre, options)
    return 0


def _joined(centre: OpenCentre, options: Namespace) -> None:
    account_id, staff_id = member_of(centre, options.member), responsible(centre, options)
    told = centre.centre.joining.joined(JoinedAsk(account_id, staff_id))
    if options.json:
        say_json([_as_json(one) for one in told.joined])
        return
    say_all(_told(one, options.lang) for one in told.joined)
    if not told.joined:
        say(line("nobody_joined", options.lang))


def _join(centre: OpenCentre, options: Namespace) -> None:
    kind = JoinKind.FAMILY if options.family else JoinKind.DUPLICATE
    stays, other = (member_of(centre, one) for one in (options.member, options.other))
    staff_id = responsible(centre, options)
    ask = JoinAsk(str(uuid4()), stays, other, str(kind), staff_id, sure=options.yes)
    told = centre.centre.joining.join(_CONSOLE, ask)
    until = moment(told.until_us).date().isoformat() if told.until_us else ""
    if options.json:
        say_json(
            {
                "join_id": ask.join_id,
                "done": options.yes,
                "available": told.available,
                "pending": told.pending,
                "until": until,
            }
        )
        return
    points = _points(centre, told.available, options.lang)
    what = "accounts_joined" if options.yes else "accounts_would_join"
    say(line(what, options.lang, points=points, id=ask.join_id))


def _part(centre: OpenCentre, options: Namespace) -> None:
    staff_id = responsible(centre, options)
    told = centre.centre.joining.part(PartAsk(options.id, staff_id, sure=options.yes))
    if options.json:
        say_json({"done": options.yes, "leaves": told.leaves, "stays": told.stays})
        return
    leaves, stays = (_points(centre, points, options.lang) for points in (told.leaves, told.stays))
    what = "accounts_parted" if options.yes else "accounts_would_part"
    say(line(what, options.lang, leaves=leaves, stays=stays))


def _points(centre: OpenCentre, minor: int, lang: str) -> str:
    return format_points(minor, centre.admin.leases.unit().exponent, lang)


def _as_json(one: JoinedLine) -> dict[str, object]:
    return {"join_id": one.join_id, "name": one.name, "last4": one.last4, "kind": one.kind}


def _told(one: JoinedLine, lang: str) -> str:
    cards = ", ".join(f"**** {last4}" for last4 in one.last4)
    day = moment(one.at_us).date().isoformat()
    return line(
        "joined_one", lang, id=one.join_id, name=one.name, cards=cards, day=day, kind=line(one.kind, lang)
    )
