"""A member's clubs: what a fee, an invitation, a pause and a return make of them; one row a club, also of one that is over.

The same functions run at the till on what it did itself and at the centre on what all tills did, so nothing jumps.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from loyalty_pos.core.dates import local_day, micros, moment, start_of_day
from loyalty_pos.core.member import ClubMembership
from loyalty_pos.core.programme.clubs import Club
from loyalty_pos.core.sale import Issued, IssuedKind, MemberChange, MemberChanged

Clubs = tuple[ClubMembership, ...]


def membership_in(clubs: Iterable[ClubMembership], club_id: str) -> ClubMembership | None:
    """Return the membership, also one that is over or paused."""
    return next((one for one in clubs if one.club_id == club_id), None)


def is_over(membership: ClubMembership, at: datetime) -> bool:
    """Tell whether its time is used up; a paused one is not over, whenever its pause began in time."""
    until = membership.until
    return until is not None and until <= (membership.paused_at or at)


def next_span(
    club: Club, clubs: Iterable[ClubMembership], at: datetime, zone: str
) -> tuple[datetime, datetime]:
    """Return from when until when a fee or an invitation of this moment holds: behind what is paid already (A23)."""
    there = membership_in(clubs, club.id)
    since = at if there is None or there.until is None or is_over(there, at) else max(at, there.until)
    return since, _after(since, club.life_days, zone)


def trial_span(club: Club, at: datetime, zone: str) -> tuple[datetime, datetime]:
    """Return from when until when a trial of this moment holds."""
    return at, _after(at, club.trial_days, zone)


def _after(since: datetime, days: int, zone: str) -> datetime:
    """Return the midnight that ends so many days."""
    return start_of_day(local_day(since, zone) + timedelta(days=days), zone)


def joined(clubs: Clubs, club_id: str, since: datetime, until: datetime | None) -> Clubs:
    """Return the clubs with a span of time added: behind the one that still holds, or as a new beginning."""
    there = membership_in(clubs, club_id)
    if there is None:
        return (*clubs, ClubMembership(club_id, since, until))
    if is_over(there, since) and (there.until is None or there.until < since):
        return _with(clubs, ClubMembership(club_id, since, until))
    if until is None or there.until is None:
        return _with(clubs, replace(there, until=None))
    longer = until if since == there.until else there.until + (until - since)
    return _with(clubs, replace(there, until=longer))


def after_sale(clubs: Clubs, issued: Iterable[Issued]) -> Clubs:
    """Return the clubs after a sale that brought about these rights."""
    for right in issued:
        if right.kind is IssuedKind.MEMBERSHIP:
            until = moment(right.until_us) if right.until_us else None
            clubs = joined(clubs, right.series, moment(right.since_us), until)
    return clubs


def after_cancelling(clubs: Clubs, cancelled: Iterable[Issued]) -> Clubs:
    """Return the clubs after a return or a void: the time that was paid for is taken off the end again."""
    for right in cancelled:
        there = membership_in(clubs, right.series) if right.kind is IssuedKind.MEMBERSHIP else None
        if there is not None:
            clubs = _with(clubs, _shorter(there, right))
    return clubs


def _shorter(there: ClubMembership, right: Issued) -> ClubMembership:
    if there.until is None or not right.until_us:
        return replace(there, until=there.since, paused_at=None)
    if there.until == moment(right.until_us):
        return replace(there, until=max(there.since, moment(right.since_us)))
    length = timedelta(microseconds=right.until_us - right.since_us)
    return replace(there, until=max(there.since, there.until - length))


def after_change(clubs: Clubs, change: MemberChanged) -> Clubs:
    """Return the clubs after a change at the counter; where there is no such club, nothing is paused or left."""
    at = moment(change.changed_at_us)
    if change.what is MemberChange.JOIN:
        until = moment(change.until_us) if change.until_us else None
        return joined(clubs, change.club_id, moment(change.since_us), until)
    there = membership_in(clubs, change.club_id)
    if there is None:
        return clubs
    return _with(clubs, _changed(there, change.what, at))


def _changed(there: ClubMembership, what: MemberChange, at: datetime) -> ClubMembership:
    match what:
        case MemberChange.PAUSE if there.paused_at is None:
            return replace(there, paused_at=at)
        case MemberChange.RESUME if there.paused_at is not None:
            stood = max(timedelta(0), at - there.paused_at)
            return replace(there, paused_at=None, until=there.until + stood if there.until else None)
        case MemberChange.LEAVE:
            left = at if there.until is None else min(there.until, at)
            return replace(there, until=max(there.since, left), paused_at=None)
        case _:
            return there


def _with(clubs: Clubs, changed: ClubMembership) -> Clubs:
    return tuple(changed if one.club_id == changed.club_id else one for one in clubs)


def bought(club: Club, line_id: int, span: tuple[datetime, datetime]) -> Issued:
    """Return the right that a fee brings about."""
    since, until = span
    return Issued(IssuedKind.MEMBERSHIP, "", club.id, line_id, since_us=micros(since), until_us=micros(until))


def memberships_of(issued: Iterable[Issued], line_ids: Sequence[int] | None = None) -> tuple[Issued, ...]:
    """Return the memberships among rights, those of some lines or all."""
    return tuple(
        right
        for right in issued
        if right.kind is IssuedKind.MEMBERSHIP and (line_ids is None or right.line_id in line_ids)
    )
