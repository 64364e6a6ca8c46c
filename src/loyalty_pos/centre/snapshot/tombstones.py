"""Tombstones are kept for 90 days: the feed's rows have no times, so each day's place in it is noted.

It must never take one out without raising the floor below which a till has to begin anew; nor while a till of the version
before is in use: that one begins anew upon what it has, and would keep what is gone for ever.
"""

import json
from itertools import pairwise
from typing import Final

from loyalty_pos.centre.ports import Books, Desk
from loyalty_pos.centre.voices.records import Voice

KEPT_US: Final = 90 * 24 * 3600 * 1_000_000
_DAY_US: Final = 24 * 3600 * 1_000_000
_DAYS: Final = "feed_days"
_AT_ONCE: Final = 2_000


def prune_tombstones(books: Books, now_us: int) -> int:
    """Note how far the feed has come, once a day; take out what is too old. Returns how many tombstones went."""
    place = books.write(lambda desk: _noted(desk, now_us))
    gone = 0
    if not books.read(_take_snapshots):
        return gone
    while stones := books.read(lambda desk: desk.feed_rows.tombstones(place, _AT_ONCE)):
        known = list(stones)
        books.write(lambda desk: desk.feed_rows.prune(known))  # noqa: B023 - called at once
        gone += len(known)
    return gone


def _take_snapshots(desk: Desk) -> bool:
    """Tell whether every till in use is of a program that takes a snapshot where it must: these sign what they ask."""
    voices = desk.voices.all()
    return all(
        till.revoked or voices.get(till.agent_id, Voice(till.agent_id)).signs for till in desk.tills.tills()
    )


def _noted(desk: Desk, now_us: int) -> int:
    """Return the place at which the feed stood 90 days ago or before, 0 = nobody knows."""
    feed, _, place = desk.feed.newest().partition(".")
    text = desk.reference.setting("", _DAYS) or ""
    known = json.loads(text) if text else {}
    days = [(int(at), int(stood)) for at, stood in known.get("days", [])] if known.get("feed") == feed else []
    if not days or now_us - days[-1][0] >= _DAY_US:
        days.append((now_us, int(place)))
        # of the notes that are old enough only the last one says anything
        days = [one for one, after in pairwise(days) if now_us - after[0] < KEPT_US] + days[-1:]
        desk.reference.put_setting("", _DAYS, json.dumps({"feed": feed, "days": days}))
    at_us, stood = days[0]
    return stood if now_us - at_us >= KEPT_US else 0
