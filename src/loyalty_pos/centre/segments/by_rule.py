"""Members belong to segments that a programme describes by what they bought: worked out once a day, told where it changed.

Also when the programmes in force describe other segments than the day before. What was bought of which category is
gathered from the sales themselves, as far as nobody did it yet. It may run any number of times.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.offers.in_force import programmes_in_force
from loyalty_pos.centre.ports import Books, Desk
from loyalty_pos.centre.records import Stream
from loyalty_pos.core.dates import micros, moment
from loyalty_pos.core.ledger import AccountState, Applied
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.programme import Segment
from loyalty_pos.core.programme.segments import Known, Purchases, belongs
from loyalty_pos.core.sale import Sale
from loyalty_pos.wire.events import Event, fact_of

TOLD: Final = "segments_told"
"""Setting of the centre's own: for which day and which rules members were sorted, and the segments of then."""
_PAGE: Final = 200
_EVENTS: Final = 500


@dataclass(frozen=True, slots=True)
class _Plan:
    """``ruled``: ids of all segments by rule, also of those that are gone. ``mark``: what this pass is for."""

    segments: tuple[Segment, ...]
    ruled: frozenset[str]
    mark: str
    is_new: bool


def sort_members(books: Books, now_us: int) -> int:
    """Put every member into the segments whose rules fit, out of the others; return how many changed."""
    plan = books.read(lambda desk: _planned(desk, now_us))
    if not plan.is_new:
        return 0
    if any(segment.bought for segment in plan.segments):
        for stream in books.read(lambda desk: desk.streams.all()):
            _gather(books, stream)
    changed = 0
    after = ""
    while ids := books.read(partial(_page, after)):
        if books.read(partial(_other_than_told, plan, now_us, ids)):
            changed += books.write(partial(_tell, plan, now_us, ids))
        after = ids[-1]
    books.write(lambda desk: desk.reference.put_setting("", TOLD, plan.mark))
    return changed


def ruled_segments(desk: Desk, now_us: int) -> tuple[Segment, ...]:
    """Return the segments by rule of all programmes in force, the first of each id."""
    found: dict[str, Segment] = {}
    for programme in programmes_in_force(desk, now_us):
        for segment in programme.segments:
            if segment.by_rule:
                found.setdefault(segment.id, segment)
    return tuple(found.values())


def _planned(desk: Desk, now_us: int) -> _Plan:
    segments = ruled_segments(desk, now_us)
    text = desk.reference.setting("", TOLD) or ""
    before = json.loads(text) if text else {"for": "", "ids": []}
    ids = sorted(segment.id for segment in segments)
    what = hashlib.sha256(repr([_described(segment) for segment in segments]).encode()).hexdigest()[:16]
    wanted = f"{moment(now_us):%Y-%m-%d}/{what}" if segments else ""
    mark = json.dumps({"for": wanted, "ids": ids})
    return _Plan(segments, frozenset(ids) | frozenset(before["ids"]), mark, is_new=before["for"] != wanted)


def _described(segment: Segment) -> tuple[object, ...]:
    return (
        segment.id,
        segment.spend_minor,
        segment.visits,
        sorted(segment.bought),
        segment.days,
        segment.not_seen_days,
    )


# --- what was bought ----------------------------------------------------------------------------------


def _gather(books: Books, stream: Stream) -> None:
    """Note which categories the sales of one till brought to members, from where it was left."""
    while books.write(partial(_gather_some, stream)):
        pass


def _gather_some(stream: Stream, desk: Desk) -> bool:
    """Note the next sales in one transaction; return whether there are more."""
    mark = desk.purchases.mark(stream)
    events = [event for event in desk.events.after(stream, mark, _EVENTS) if event.seq <= stream.projected]
    if not events:
        return False
    desk.purchases.note(_bought(events))
    desk.purchases.put_mark(stream, events[-1].seq)
    return True


def _bought(events: Iterable[Event]) -> set[tuple[str, str, int]]:
    """Return (account, category, moment), the newest of each pair."""
    newest: dict[tuple[str, str], int] = {}
    for sale in filter(None, map(_sale, events)):
        for category in {line.category for line in sale.lines} - {""}:
            key = (sale.account_id, category)
            newest[key] = max(newest.get(key, 0), sale.sold_at_us)
    return {(account_id, category, at_us) for (account_id, category), at_us in newest.items()}


def _sale(event: Event) -> Sale | None:
    try:
        fact = fact_of(event)
    except BadMessage:
        return None
    return fact if isinstance(fact, Sale) and fact.account_id else None


# --- who belongs where --------------------------------------------------------------------------------


def _page(after: str, desk: Desk) -> list[str]:
    return desk.accounts.page(after, _PAGE)


def _other_than_told(plan: _Plan, now_us: int, ids: Sequence[str], desk: Desk) -> bool:
    accounts = desk.accounts.load(ids)
    wanted = _wanted(desk, plan, now_us, {key: account.state for key, account in accounts.items()})
    return any(account.state.segments != wanted[key] for key, account in accounts.items())


def _tell(plan: _Plan, now_us: int, ids: Sequence[str], desk: Desk) -> int:
    """Change the members of one page whose segments are others now, and tell the tills of them."""
    accounts = OpenAccounts(desk, now_us)
    accounts.load(ids)
    states = {account_id: accounts.get(account_id).state for account_id in ids}
    wanted = _wanted(desk, plan, now_us, states)
    changed = [account_id for account_id in ids if states[account_id].segments != wanted[account_id]]
    for account_id in changed:
        accounts.post(account_id, Applied(replace(states[account_id], segments=wanted[account_id])))
    desk.feed.publish(accounts.save())
    return len(changed)


def _wanted(
    desk: Desk, plan: _Plan, now_us: int, states: dict[str, AccountState]
) -> dict[str, frozenset[str]]:
    """Return the segments of each account: those made by hand stay, those by rule are worked out."""
    wanted = {account_id: state.segments - plan.ruled for account_id, state in states.items()}
    ids, now = list(states), moment(now_us)
    last = desk.purchases.last(ids)
    bought = desk.purchases.categories(ids)
    for segment in plan.segments:
        begins = segment.begins(now)
        within = desk.purchases.within(ids, micros(begins)) if begins else {}
        for account_id, state in states.items():
            spend = within.get(account_id, (0, 0)) if begins else (state.spend_minor, state.visits)
            known = Known(
                moment(last[account_id]) if account_id in last else None,
                {category: moment(at_us) for category, at_us in bought.get(account_id, {}).items()},
            )
            if belongs(segment, Purchases(*spend), known, now):
                wanted[account_id] |= {segment.id}
    return wanted
