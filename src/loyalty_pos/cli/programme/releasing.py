"""``programme release``, ``where`` and ``stop``: a checked programme goes to some shops, then to all, and ends at once.

They work on the centre's books of this machine, beside a running centre or without one.
"""

from argparse import Namespace
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from loyalty_pos.centre.releases import Reach, Whereabouts, Wish
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.pricing import text_of
from loyalty_pos.cli.programme.checking import warnings_of
from loyalty_pos.cli.programme.words import line
from loyalty_pos.cli.words import BadOption
from loyalty_pos.core.dates import micros, moment
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.programme.forecast import kept_out
from loyalty_pos.core.release import Release
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.console import say, say_all, say_json

_UNWISE: Final = 1


def run(options: Namespace) -> int:
    """Run one of the three; returns its exit code."""
    work: Callable[[OpenCentre, Namespace], int] = {"release": _release, "where": _where, "stop": _stop}[
        options.action
    ]
    with opened(options) as centre:
        return work(centre, options)


def _release(centre: OpenCentre, options: Namespace) -> int:
    """Release, or with --dry-run only say whom it would reach; warnings of ``check`` are shown, not obeyed."""
    text = text_of(options.file)
    programme = read_programme(text)
    wish = Wish(
        text,
        frozenset(options.shops),
        _begin(options.start, programme),
        _begin(options.end, programme) or None,
    )
    reach = centre.admin.releases.reach()
    desk = centre.admin.releases
    release = desk.rehearse(wish) if options.dry_run else desk.release(wish)
    if options.json:
        say_json(_facts(release) | {"reach": reach._asdict(), "dry_run": options.dry_run})
        return 0
    say_all(remark.printed(options.lang) for remark in warnings_of(options.file, text, options.lang))
    say(_reached(reach, options.lang))
    say_all(_control_groups(reach, programme, options.lang))
    say(_released(release, programme, options))
    return 0


def _begin(text: str, programme: Programme) -> int:
    """Return the moment at which a day of the programme's zone begins; 0 for "". A date may carry a time."""
    if not text:
        return 0
    try:
        at = datetime.fromisoformat(text) if len(text) > len("2026-12-31") else _midnight(text)
    except ValueError as error:
        raise BadOption(option="--from/--until", text=text) from error
    return micros((at if at.tzinfo else at.replace(tzinfo=ZoneInfo(programme.zone))).astimezone(UTC))


def _midnight(text: str) -> datetime:
    return datetime.combine(date.fromisoformat(text), time())


def _released(release: Release, programme: Programme, options: Namespace) -> str:
    key = "rehearsed" if options.dry_run else "released"
    return line(
        key,
        options.lang,
        number=release.number,
        name=programme.name(options.lang),
        shops=", ".join(sorted(release.store_ids)) or line("all_shops", options.lang),
        start=_shown(release.from_us, programme.zone),
    )


def _reached(reach: Reach, lang: str) -> str:
    return line("reach", lang, members=reach.members, birthdays=reach.birthdays, consents=reach.consents)


def _control_groups(reach: Reach, programme: Programme, lang: str) -> list[str]:
    """Return how many members each offer with a control group keeps out."""
    return [
        line("control", lang, name=offer.name, kept=kept_out(reach.members, offer))
        for offer in programme.promotions
        if offer.control_bp
    ]


# --- where and stop -----------------------------------------------------------------------------------


def _where(centre: OpenCentre, options: Namespace) -> int:
    lines = centre.admin.releases.where()
    if options.json:
        say_json([_where_facts(where) for where in lines])
        return 0
    say_all(_told(lines, options.lang))
    if not lines:
        say(line("nowhere", options.lang))
    return 0


def _told(lines: Iterable[Whereabouts], lang: str) -> list[str]:
    told = []
    for where in lines:
        release = where.release
        have = sum(till.has_it for till in where.tills)
        told.append(
            line(
                "where",
                lang,
                number=release.number,
                name=release.programme_id,
                state=line(where.state, lang),
                shops=", ".join(sorted(release.store_ids)) or line("all_shops", lang),
                start=_shown(release.from_us, where.zone),
                have=have,
                tills=len(where.tills),
            )
        )
        if where.state in ("in_force", "waiting"):
            told += [
                line("lacks", lang, till=till.till_no, store=till.store_id)
                for till in where.tills
                if not till.has_it
            ]
    return told


def _stop(centre: OpenCentre, options: Namespace) -> int:
    ended = centre.admin.releases.stop(options.name)
    if options.json:
        say_json([_facts(release) for release in ended])
        return 0
    say_all(
        line("stopped", options.lang, number=release.number, name=release.programme_id) for release in ended
    )
    say(line("stopped_when", options.lang))
    return 0


def _facts(release: Release) -> dict[str, object]:
    return {
        "number": release.number,
        "programme": release.programme_id,
        "version": release.text_hash,
        "stores": sorted(release.store_ids),
        "from": moment(release.from_us).isoformat(),
        "until": moment(release.until_us).isoformat() if release.until_us is not None else None,
    }


def _where_facts(where: Whereabouts) -> dict[str, object]:
    tills = [
        {"till": till.till_no, "store": till.store_id, "agent": till.agent_id, "has_it": till.has_it}
        for till in where.tills
    ]
    return _facts(where.release) | {"state": where.state, "tills": tills}


def _shown(us: int, zone: str) -> str:
    return moment(us).astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")
