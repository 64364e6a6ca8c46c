"""``holds`` and ``leases``: what tills hold now, given back at once; a till that is lost."""

from argparse import Namespace
from dataclasses import asdict

from loyalty_pos.centre.leases.desk import HeldLine, LeaseDesk
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.at_centre.tills import Tills, tills_of
from loyalty_pos.cli.leases.shown import Shown
from loyalty_pos.cli.leases.words import lease_line
from loyalty_pos.cli.words import BadOption
from loyalty_pos.wiring.console import say, say_all, say_json

_NOT_THERE = 1


def run(options: Namespace) -> int:
    """Return 0; 1 where nothing was held, or there is no such till."""
    with opened(options) as centre:
        desk, tills = centre.admin.leases, tills_of(centre)
        match options.action:
            case "lost":
                return _lost(desk, options, tills)
            case "release":
                return _release(desk, options)
            case _:
                return _list(desk, options, tills)


def _list(desk: LeaseDesk, options: Namespace, tills: Tills) -> int:
    held = desk.holds()
    if options.json:
        say_json([asdict(one) for one in held])
    elif held:
        shown = Shown(desk.unit(), options.lang, desk.called([one.account_id for one in held]))
        say_all(_line(one, shown, tills) for one in held)
    else:
        say(lease_line("no_holds", options.lang))
    return 0


def _line(one: HeldLine, shown: Shown, tills: Tills) -> str:
    till = lease_line("of_nobody", shown.lang)
    if one.till_no:
        till = tills.name(one.agent_id, shown.lang)
    return lease_line(
        "hold",
        shown.lang,
        op=one.op,
        points=shown.points(one.points),
        account=shown.member(one.account_id),
        until=shown.when(one.until_us),
        till=till,
    )


def _release(desk: LeaseDesk, options: Namespace) -> int:
    is_released = desk.release(options.op)
    if options.json:
        say_json({"released": is_released})
    else:
        say(lease_line("released" if is_released else "not_held", options.lang))
    return 0 if is_released else _NOT_THERE


def _lost(desk: LeaseDesk, options: Namespace, tills: Tills) -> int:
    reason = options.reason.strip()
    if not reason:
        raise BadOption(option="--reason", text=options.reason)
    how = {"is_gone": options.gone, "shut_out": options.shut_out}
    freed = desk.lose(tills.agent(options.agent), reason, life=options.life, **how)
    if freed is None:
        say(lease_line("no_such_till", options.lang, agent=options.agent))
        return _NOT_THERE
    accounts, points = freed
    if options.json:
        say_json({"accounts": accounts, "points": points})
    else:
        shown = Shown(desk.unit(), options.lang)
        say(lease_line("lost", options.lang, points=shown.points(points), accounts=accounts))
    return 0
