"""What a manager is told of memberships that a till reports: its facts always win, but somebody shall look."""

from collections.abc import Iterator

from loyalty_pos.core.clubs.membership import membership_in
from loyalty_pos.core.member import ClubMembership
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.sale import MemberChange, MemberChanged

_DAY_US = 24 * 3600 * 1_000_000
_SLACK_DAYS = 2
"""A day may have 25 hours, and a till's clock may be off by one."""


def doubts(change: MemberChanged, clubs: tuple[ClubMembership, ...], programme: Programme) -> Iterator[str]:
    """Yield the codes of alarms; ``clubs``: of the member before the change."""
    club = next((one for one in programme.clubs if one.id == change.club_id), None)
    if not change.club_id:
        return
    if club is None:
        yield "club_unknown"
        return
    if change.what is not MemberChange.JOIN:
        return
    if not change.key and (not club.trial_days or membership_in(clubs, club.id) is not None):
        yield "club_without_invitation"
        return
    days = club.life_days if change.key else club.trial_days
    if not change.until_us or change.until_us - change.since_us > (days + _SLACK_DAYS) * _DAY_US:
        yield "club_for_too_long"
