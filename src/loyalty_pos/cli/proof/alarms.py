"""``alarms``: what somebody should look at, newest first, with what to do about it."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from loyalty_pos.centre.records import Alarm
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.at_centre.tills import Tills, tills_of
from loyalty_pos.cli.proof.alarm_words import alarm_words
from loyalty_pos.cli.proof.words import proof_line
from loyalty_pos.cli.words import BadOption
from loyalty_pos.core.dates import moment
from loyalty_pos.till.words.desk.parked import parked_reason
from loyalty_pos.wiring.console import say_all, say_json


def run(options: Namespace) -> int:
    """Return 0 when there is nothing to look at, 1 when there is. Raises BadOption, NoCentreHere."""
    if options.most < 1:
        raise BadOption(option="--most", text=str(options.most))
    with opened(options) as centre:
        alarms, tills = centre.books.read(lambda desk: desk.watch.alarms()), tills_of(centre)
    shown = [one for one in alarms if options.code in {"", one.code}][: options.most]
    if options.json:
        say_json(
            [
                asdict(one) | dict(zip(("happened", "do"), _words(one, options.lang), strict=True))
                for one in shown
            ]
        )
    else:
        lines = [line for one in shown for line in _lines(one, options.lang, tills)]
        say_all(lines or [_nothing(alarms, options)])
    return int(bool(shown))


def _nothing(alarms: Sequence[Alarm], options: Namespace) -> str:
    """Tell that nobody need look; where only another code was asked for, which ones there are."""
    codes = ", ".join(sorted({one.code for one in alarms}))
    if codes:
        return proof_line("no_such_alarms", options.lang, code=options.code, codes=codes)
    return proof_line("no_alarms", options.lang)


def _lines(alarm: Alarm, lang: str, tills: Tills) -> Iterator[str]:
    happened, do = _words(alarm, lang)
    when = f"{moment(alarm.at_us):%Y-%m-%d %H:%M}"
    till = tills.name(alarm.agent_id, lang) if alarm.agent_id else ""
    yield proof_line("alarm", lang, when=when, code=alarm.code, till=till, subject=alarm.subject)
    yield proof_line("alarm_means", lang, happened=happened)
    yield proof_line("alarm_do", lang, do=do)


def _words(alarm: Alarm, lang: str) -> tuple[str, str]:
    """Return what happened and what to do; any other code is that of a refusal, and its event waits aside."""
    words = alarm_words(alarm.code, lang)
    return words or (parked_reason(alarm.code, lang), proof_line("alarm_waits", lang))
