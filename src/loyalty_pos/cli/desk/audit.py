"""``audit``: who did what, when, from every book that says so."""

from argparse import Namespace
from dataclasses import asdict

from loyalty_pos.centre.audit.desk import Wanted
from loyalty_pos.centre.written.deeds import Deed
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.desk.words import desk_line
from loyalty_pos.cli.words import BadOption, line
from loyalty_pos.core.dates import moment
from loyalty_pos.core.release import DAY_US
from loyalty_pos.storage.export_files import write_table
from loyalty_pos.till.words.desk.deeds import deed_words
from loyalty_pos.wiring.console import say, say_all, say_json

_MOST_DAYS = 3_660


def run(options: Namespace) -> int:
    """Return 0."""
    if not 1 <= options.days <= _MOST_DAYS:
        raise BadOption(option="--days", text=str(options.days))
    if options.most < 1:
        raise BadOption(option="--most", text=str(options.most))
    with opened(options) as centre:
        now_us = centre.clock.now_us()
        wanted = Wanted(
            now_us - options.days * DAY_US, now_us + DAY_US, options.who, options.what, limit=options.most
        )
        deeds = centre.desk.audit.trail(wanted)
    if options.out is not None:
        header = ("at", "what", "by", "subject", "detail", "store", "amount")
        rows = [
            (_when(one), one.what, one.done_by, one.subject, one.detail, one.store_id, one.amount)
            for one in deeds
        ]
        say(line("exported", options.lang, count=write_table(options.out, header, rows), path=options.out))
    elif options.json:
        say_json([asdict(one) for one in deeds])
    else:
        say_all([_said(one, options.lang) for one in deeds] or [desk_line("nothing_done", options.lang)])
    return 0


def _said(one: Deed, lang: str) -> str:
    what = deed_words(one.what, lang)
    told = [_when(one), what, one.done_by or "-", one.subject, one.detail, one.store_id]
    return "  ".join(part for part in (*told, str(one.amount or "")) if part)


def _when(one: Deed) -> str:
    return f"{moment(one.at_us):%Y-%m-%d %H:%M:%S}"
