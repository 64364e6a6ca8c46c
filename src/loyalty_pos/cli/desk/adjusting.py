"""``adjust``: points by hand - given, taken, agreed to by a second person."""

import uuid
from argparse import Namespace
from dataclasses import asdict
from decimal import Decimal, InvalidOperation

from loyalty_pos.centre.written.adjustments import Adjustment, AdjustmentState
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.desk.who import NotThisPerson, member_of, responsible
from loyalty_pos.cli.desk.words import desk_line
from loyalty_pos.cli.words import BadOption
from loyalty_pos.core.dates import moment
from loyalty_pos.till.formats import format_points
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.console import say, say_all, say_json

_MOST = 200


def run(options: Namespace) -> int:
    """Return 0."""
    with opened(options) as centre:
        if options.action == "list":
            shown = centre.desk.adjusting.recent(_MOST)
            shown = sorted(shown, key=lambda one: one.state != AdjustmentState.WAITS)
        elif options.action == "give":
            shown = [_give(centre, options)]
        else:
            shown = [_decide(centre, options)]
        _show(centre, options, shown)
    return 0


def _give(centre: OpenCentre, options: Namespace) -> Adjustment:
    wish = Adjustment(
        adjustment_id=str(uuid.uuid4()),
        account_id=member_of(centre, options.member),
        points=_points(options.points, _exponent(centre)),
        reason=options.reason,
        note=options.note,
        receipt=options.receipt,
        state="",
        proposed_by=responsible(centre, options),
        proposed_us=0,
    )
    return centre.desk.adjusting.propose(wish)


def _decide(centre: OpenCentre, options: Namespace) -> Adjustment:
    done_by = responsible(centre, options)
    if not done_by:
        raise NotThisPerson
    return centre.desk.adjusting.decide(options.id, done_by, agrees=options.action == "approve")


def _points(text: str, exponent: int) -> int:
    """Return minor units. Raises BadOption for what is no number of points."""
    try:
        minor = Decimal(text.replace(",", ".")).scaleb(exponent)
        if minor == minor.to_integral_value() and abs(minor) < Decimal(10) ** 12:
            return int(minor)
    except InvalidOperation:
        pass
    raise BadOption(option="POINTS", text=text)


def _show(centre: OpenCentre, options: Namespace, shown: list[Adjustment]) -> None:
    exponent = _exponent(centre)
    if options.json:
        say_json([asdict(one) for one in shown])
        return
    say_all(
        desk_line(
            f"adjustment_{one.state}",
            options.lang,
            id=one.adjustment_id,
            at=f"{moment(one.proposed_us):%Y-%m-%d %H:%M}",
            points=format_points(one.points, exponent, options.lang),
            account=one.account_id,
            reason=desk_line(f"reason_{one.reason}", options.lang),
            by=one.proposed_by or "-",
            decided=one.decided_by or "-",
            note=": ".join(part for part in (one.receipt, one.note) if part),
        )
        for one in shown
    )
    if not shown:
        say(desk_line("no_adjustments", options.lang))


def _exponent(centre: OpenCentre) -> int:
    return centre.admin.leases.unit().exponent
