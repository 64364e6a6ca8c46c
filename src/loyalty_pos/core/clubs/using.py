"""Whether a membership was used since it was bought, which decides whether its fee comes back.

A receipt uses a club when an offer that asks for the club acted on it, or when it has goods that only the club may
buy yet. It is counted under ``club.<id>/used`` and the moment the membership began, in the member's own counters: the till
knows it without a question, and a void takes it off again. A membership that is made longer was used if any of it was.
"""

from collections.abc import Iterable
from datetime import date, datetime

from loyalty_pos.core.clubs.early import is_early
from loyalty_pos.core.dates import micros
from loyalty_pos.core.member import ClubMembership
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.conditions import InClubs
from loyalty_pos.core.programme.periods import Counters, used
from loyalty_pos.core.quote import Quote
from loyalty_pos.core.sale import Issued


def used_key(membership: ClubMembership) -> str:
    """Return the name under which uses of this membership are counted; a newer one takes its place."""
    return f"club.{membership.club_id}/used@{micros(membership.since):020}"


def uses(
    quoted: Quote, programme: Programme, clubs: Iterable[ClubMembership], at: datetime, today: date
) -> Counters:
    """Return what a member's receipt counts; ``today``: the shop's day, by which goods are still early."""
    in_force = [one for one in clubs if one.in_force(at)]
    if not in_force:
        return ()
    gave = {discount.rule_id for line in quoted.lines for discount in line.discounts}
    asked = [_clubs_of(rule.when) for rule in programme.promotions if rule.id in gave]
    articles = [line.line.article for line in quoted.lines]
    asked += [early.clubs for early in programme.early if any(is_early(early, a, today) for a in articles)]
    named = frozenset[str]().union(*asked)
    return tuple((used_key(one), 1) for one in in_force if one.club_id in named)


def may_be_cancelled(
    right: Issued, clubs: Iterable[ClubMembership], counters: Counters, at: datetime
) -> bool:
    """Tell whether the fee of this right may be given back: its time has not begun, or nothing was used since."""
    if micros(at) < right.since_us:
        return True
    return not any(one.club_id == right.series and used(counters, used_key(one)) for one in clubs)


def _clubs_of(when: Iterable[object]) -> frozenset[str]:
    return frozenset[str]().union(*(one.club_ids for one in when if isinstance(one, InClubs)))
