"""``event`` and ``events``: tell the centre what a member did, look at what waits for a person, decide."""

from argparse import Namespace
from datetime import datetime
from uuid import uuid4

from loyalty_pos.centre.actions.told import Answer, ToldEvent, Who
from loyalty_pos.centre.outside.callers import CONSOLE
from loyalty_pos.centre.records import Activity
from loyalty_pos.cli.at_centre.opening import opened, who_of
from loyalty_pos.cli.members.game_words import event_reason, line
from loyalty_pos.cli.words import BadOption
from loyalty_pos.core.actions.judging import UNKNOWN_ACTION
from loyalty_pos.core.dates import micros, moment
from loyalty_pos.till.formats import format_points
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.console import say, say_all, say_json
from loyalty_pos.wiring.intake import programme_of, reports_of

DONE, NOT_TAKEN = 0, 1


def run(options: Namespace) -> int:
    """Tell, show or decide; 1 = the event was not taken."""
    with opened(options) as centre:
        if options.command == "event":
            return _tell(centre, options)
        if options.action == "waiting":
            _waiting(centre, options)
        else:
            _decide(centre, options)
    return DONE


def _tell(centre: OpenCentre, options: Namespace) -> int:
    event = ToldEvent(
        id=options.id or str(uuid4()),
        kind=options.kind,
        who=who_of(options),
        at_us=_moment(options.at),
        subject=options.subject,
        friend=Who(card=options.friend_card, phone=options.friend_phone),
    )
    (answer,) = centre.centre.activities.take(CONSOLE, [event])
    if options.json:
        say_json({"id": answer.id, "state": answer.state, "points": answer.points, "reason": answer.reason})
    else:
        say(_told(centre, answer, event.kind, options.lang))
    return NOT_TAKEN if answer.state == "refused" else DONE


def _told(centre: OpenCentre, answer: Answer, kind: str, lang: str) -> str:
    if answer.state == "given":
        return line("event_given", lang, id=answer.id, points=_points(centre, answer.points, lang))
    if answer.reason == UNKNOWN_ACTION:
        programme = programme_of(reports_of(centre))
        kinds = {one.event for one in programme.actions} | {one.event for one in programme.challenges}
        known = ", ".join(sorted(kinds - {""})) or line("no_kinds", lang)
        return line("event_unknown", lang, id=answer.id, kind=kind, known=known)
    return line("event_nothing", lang, id=answer.id, reason=event_reason(answer.reason, lang))


def _points(centre: OpenCentre, points: int, lang: str) -> str:
    return format_points(points, programme_of(reports_of(centre)).unit.exponent, lang)


def _moment(text: str) -> int:
    """Return the moment in microseconds, 0 = now. Raises BadOption without a zone."""
    if not text:
        return 0
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadOption(option="--at", text=text) from error
    if at.tzinfo is None:
        raise BadOption(option="--at", text=text)
    return micros(at)


def _waiting(centre: OpenCentre, options: Namespace) -> None:
    waiting = centre.centre.activities.waiting()
    if options.json:
        say_json([_as_data(one) for one in waiting])
        return
    say_all(
        line(
            "event_waits",
            options.lang,
            id=one.event_id,
            caller=one.caller,
            kind=one.kind,
            day=moment(one.at_us).date().isoformat(),
            subject=one.subject or "—",
        )
        for one in waiting
    )
    if not waiting:
        say(line("no_events_wait", options.lang))


def _as_data(one: Activity) -> dict[str, object]:
    return {
        "id": one.event_id,
        "caller": one.caller,
        "kind": one.kind,
        "account": one.account_id,
        "at": moment(one.at_us).isoformat(),
        "subject": one.subject,
        "facts": one.facts,
        "points": one.points,
    }


def _decide(centre: OpenCentre, options: Namespace) -> None:
    approve = options.action == "approve"
    decided = centre.centre.activities.decide(
        options.id, approve=approve, caller=options.caller, by=options.by or CONSOLE
    )
    key = "event_given" if approve else "event_rejected"
    points = _points(centre, decided.points, options.lang)
    say(line(key, options.lang, id=decided.event_id, points=points))
