"""``fleet``: each till with what IT asks first - well or not and why, queue, clock, when it was heard - the worst on top."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from loyalty_pos import __version__
from loyalty_pos.centre.fleet.standing import LOOK, NOW, WELL, Standing
from loyalty_pos.cli.at_centre.opening import opened
from loyalty_pos.cli.fleet.words import ago, fleet_line, standing_word
from loyalty_pos.wiring.console import say, say_all, say_json
from loyalty_pos.wiring.first_start import known_store

_COLUMNS: Final = ("till", "state", "queue", "oldest", "seen", "clock", "keys", "backup", "program")
_NUMBERS: Final = ("queue", "oldest", "seen", "clock")
_WRONG: Final = 1
_SECOND_US: Final = 1_000_000


def run(options: Namespace) -> int:
    """Return 0; 1 where a till needs somebody now."""
    with opened(options) as centre:
        store_id = known_store(centre, options.store) if options.store else ""
        told = centre.fleet.standings(__version__)
        now_us = centre.clock.now_us()
    chosen = [one for one in told if not store_id or one.till.store_id == store_id]
    counts = Counter(one.state for one in chosen)
    if options.json:
        say_json({"counts": dict(counts), "tills": [_facts(one) for one in chosen]})
    else:
        say(
            fleet_line(
                "counts", options.lang, all=len(chosen), **{key: counts[key] for key in (NOW, LOOK, WELL)}
            )
        )
        shown = chosen if options.all else [one for one in chosen if one.state != WELL]
        say_all(_table([_cells(one, now_us, options.lang) for one in shown], options.lang))
    return _WRONG if counts[NOW] else 0


def _cells(one: Standing, now_us: int, lang: str) -> tuple[Sequence[str], str]:
    """Return the cells of a till, and below them what is not well."""
    about = one.about
    cells = (
        f"{one.till.store_id}/{one.till.till_no}",
        standing_word(one.state, lang),
        str(about.queue) if one.is_known else "-",
        ago(now_us - about.oldest_us, lang) if about.oldest_us else "-",
        ago(now_us - one.seen_us, lang) if one.seen_us else "-",
        f"{about.ahead_s:+d}" if one.is_known else "-",
        standing_word(about.keys, lang) if about.keys else "-",
        standing_word(about.backup, lang) if about.backup else "-",
        about.app or "-",
    )
    return cells, ", ".join(standing_word(code, lang) for code in one.why)


def _table(rows: Sequence[tuple[Sequence[str], str]], lang: str) -> Iterable[str]:
    """Return the lines of a table whose columns stand below each other; what is not well stands at its end."""
    if not rows:
        return
    heads = [fleet_line(f"head_{name}", lang) for name in _COLUMNS]
    widths = [max(map(len, column)) for column in zip(heads, *(cells for cells, _ in rows), strict=True)]
    yield _line(heads, widths, fleet_line("head_why", lang))
    for cells, why in rows:
        yield _line(cells, widths, why)


def _line(cells: Sequence[str], widths: Sequence[int], why: str) -> str:
    shown = [
        cell.rjust(width) if name in _NUMBERS else cell.ljust(width)
        for name, cell, width in zip(_COLUMNS, cells, widths, strict=True)
    ]
    return "  ".join([*shown, why]).rstrip()


def _facts(one: Standing) -> dict[str, object]:
    about = one.about
    return {
        "store": one.till.store_id,
        "store_name": one.store_name,
        "till": one.till.till_no,
        "agent": one.till.agent_id,
        "host": about.host,
        "state": one.state,
        "why": list(one.why),
        "program": about.app,
        "queue": about.queue,
        "oldest": _when(about.oldest_us),
        "last_seen": _when(one.seen_us),
        "clock_ahead_s": about.ahead_s,
        "clock_doubt": about.doubt,
        "keys": about.keys,
        "backup": about.backup,
        "backup_lacks_since": _when(about.behind_us),
    }


def _when(at_us: int) -> str | None:
    return datetime.fromtimestamp(at_us // _SECOND_US, UTC).isoformat() if at_us else None
