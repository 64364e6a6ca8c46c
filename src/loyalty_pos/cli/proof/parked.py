"""``parked``: events that the centre could not apply - show them, try them again, or close one with a reason."""

from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict

from loyalty_pos.centre.proof.parking import Parking, Waiting
from loyalty_pos.centre.records import Park
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.at_centre.tills import Tills, tills_of
from loyalty_pos.cli.proof.words import NotParked, proof_line
from loyalty_pos.cli.words import BadOption
from loyalty_pos.core.dates import moment
from loyalty_pos.till.formats import format_money
from loyalty_pos.till.words.desk.parked import parked_reason
from loyalty_pos.wiring.console import say, say_all, say_json


def run(options: Namespace) -> int:
    """Return 0 when nothing waits (any more), 1 when something does."""
    with opened(options) as centre:
        parking, tills = centre.parking, tills_of(centre)
        match options.action:
            case "again":
                return _again(parking, options)
            case "close":
                return _close(parking, options)
            case _:
                return _list(parking, options, tills)


def _list(parking: Parking, options: Namespace, tills: Tills) -> int:
    waiting = parking.waiting()
    if options.json:
        say_json([asdict(one) | {"name": one.name} for one in waiting])
    elif waiting:
        say_all(line for one in waiting for line in _lines(one, options.lang, tills))
    else:
        say(proof_line("nothing_parked", options.lang))
    return int(bool(waiting))


def _lines(one: Waiting, lang: str, tills: Tills) -> Sequence[str]:
    since = f"{moment(one.park.since_us):%Y-%m-%d %H:%M}"
    reason = parked_reason(one.park.code, lang)
    facts = {"till": tills.name(one.park.agent_id, lang), "kind": one.kind, "since": since, "reason": reason}
    lines = [proof_line("parked", lang, **facts), proof_line("parked_name", lang, name=one.name)]
    if one.receipt_code:
        lines.append(
            proof_line(
                "parked_receipt", lang, code=one.receipt_code, money=format_money(one.money_minor, lang)
            )
        )
    return [*lines, proof_line("parked_sale", lang)] if one.kind == "sale" else lines


def _again(parking: Parking, options: Namespace) -> int:
    if options.name and options.name not in {one.name for one in parking.waiting()}:
        raise NotParked(name=options.name)
    applied, left = parking.again(options.name)
    if options.json:
        say_json({"applied": applied, "left": [asdict(park) for park in left]})
    else:
        say(proof_line("tried_again", options.lang, applied=applied, left=len(left)))
        say_all(_still(park, options.lang) for park in left)
    return int(bool(left))


def _still(park: Park, lang: str) -> str:
    name = f"{park.agent_id}:{park.incarnation}:{park.seq}"
    return proof_line("still_parked", lang, name=name, reason=parked_reason(park.code, lang))


def _close(parking: Parking, options: Namespace) -> int:
    if not options.name or not options.reason.strip():
        raise BadOption(option="--reason", text=options.reason)
    if not parking.close(options.name, options.who, options.reason.strip()):
        raise NotParked(name=options.name)
    say(proof_line("closed", options.lang, name=options.name))
    return 0
