"""``debts``: points, or money of certificates, that were taken and not there - shown, written off, or asked for."""

from argparse import Namespace
from dataclasses import asdict

from loyalty_pos.centre.leases.desk import LeaseDesk
from loyalty_pos.centre.lent.records import Debt
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.at_centre.tills import Tills, tills_of
from loyalty_pos.cli.leases.shown import Shown
from loyalty_pos.cli.leases.words import cause_words, lease_line, rule_words, state_words
from loyalty_pos.cli.words import BadOption
from loyalty_pos.wiring.console import say, say_all, say_json


def run(options: Namespace) -> int:
    """Return 0."""
    with opened(options) as centre:
        desk = centre.admin.leases
        if options.action == "list":
            _list(desk, options, tills_of(centre))
        else:
            _end(desk, options, Shown(desk.unit(), options.lang))
    return 0


def _list(desk: LeaseDesk, options: Namespace, tills: Tills) -> None:
    debts = desk.debts(also_ended=options.all)
    if options.json:
        say_json([asdict(debt) for debt in debts])
    elif debts:
        shown = Shown(desk.unit(), options.lang, desk.called([debt.account_id for debt in debts]))
        say_all(_line(debt, shown, tills) for debt in debts)
    else:
        say(lease_line("no_debts", options.lang))


def _line(debt: Debt, shown: Shown, tills: Tills) -> str:
    till = tills.name(debt.agent_id, shown.lang) if debt.agent_id else debt.store_id
    return lease_line(
        "debt",
        shown.lang,
        at=shown.when(debt.at_us),
        account=shown.member(debt.account_id),
        rest=shown.owed(debt.rest, debt.value),
        points=shown.owed(debt.points, debt.value),
        cause=cause_words(debt.cause, shown.lang),
        till=till or "-",
        state=state_words(debt.state, shown.lang),
        reason=f": {rule_words(debt.reason, shown.lang)}" if debt.reason else "",
    )


def _end(desk: LeaseDesk, options: Namespace, shown: Shown) -> None:
    reason = options.reason.strip()
    if not reason:
        raise BadOption(option="--reason", text=options.reason)
    is_off = options.action == "write-off"
    value = desk.value_of(options.member)
    points = desk.write_off(options.member, reason) if is_off else desk.claim(options.member, reason)
    if options.json:
        say_json({"points": points})
    elif points:
        key = "written_off" if is_off else "claimed"
        say(lease_line(key, options.lang, points=shown.owed(points, value)))
    else:
        say(lease_line("nothing_owed", options.lang))
