"""Birthday points that the centre gives by itself, where the programme says ``posted``: once a year, without a visit (A33).

Which year it is, is that of the birthday, so that a window over New Year gives once. It may run as often as it likes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.daily.birthdays import all_birthdays, told_window
from loyalty_pos.centre.partners.finding import programme_now
from loyalty_pos.centre.people import BirthdayWindow, derived_id
from loyalty_pos.centre.ports import Books, Desk
from loyalty_pos.centre.records import Account, GivenAward
from loyalty_pos.core.actions.giving import Award, apply_award
from loyalty_pos.core.dates import moment
from loyalty_pos.core.programme import Extra, Programme
from loyalty_pos.core.programme.conditions import Situation, holds

_DONE: Final = "birthdays_posted"
"""Where the centre keeps for which window and which awards everybody was looked at; no setting of a shop."""
_PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class Due:
    """An award of one member for the birthday of one year."""

    account_id: str
    extra: Extra
    year: int

    @property
    def award_id(self) -> str:
        """The id of its posting."""
        return derived_id("birthday", self.account_id, self.extra.id, str(self.year))


def post_gifts(books: Books, now_us: int) -> int:
    """Give what is due in the window that tills were told; return how many awards that were."""
    due, mark = books.read(partial(_due, now_us))
    given = 0
    for start in range(0, len(due), _PAGE):
        given += books.write(partial(_give, now_us, due[start : start + _PAGE]))
    if mark:
        books.write(lambda desk: desk.reference.put_setting("", _DONE, mark))
    return given


def _extras(programme: Programme, now_us: int) -> tuple[Extra, ...]:
    today = moment(now_us).astimezone(ZoneInfo(programme.zone)).date()
    if programme.accrual is None or not programme.in_force(today):
        return ()
    return tuple(extra for extra in programme.accrual.extras if extra.posted)


def _due(now_us: int, desk: Desk) -> tuple[list[Due], str]:
    """Return what was not given yet, and the mark that this was looked at; everybody is looked at once a window."""
    programme, window = programme_now(desk, now_us), told_window(desk)
    extras = _extras(programme, now_us)
    mark = f"{window.text}|{','.join(extra.id for extra in extras)}" if extras else ""
    if not mark or desk.reference.setting("", _DONE) == mark:
        return [], ""
    wanted = list(_wanted(desk, window, extras))
    known: set[str] = set()
    for start in range(0, len(wanted), _PAGE):
        known |= desk.awards.known_awards([one.award_id for one in wanted[start : start + _PAGE]])
    return [one for one in wanted if one.award_id not in known], mark


def _wanted(desk: Desk, window: BirthdayWindow, extras: Sequence[Extra]) -> Iterator[Due]:
    for account_id, birthday, changed_us in all_birthdays(desk):
        year = window.year_of(birthday, changed_us)
        if year is not None:
            yield from (Due(account_id, extra, year) for extra in extras)


def _give(now_us: int, page: Sequence[Due], desk: Desk) -> int:
    """Give a page of awards in one transaction; what somebody else gave meanwhile is left alone."""
    programme = programme_now(desk, now_us)
    accounts = OpenAccounts(desk, now_us)
    accounts.load({one.account_id for one in page})
    known = desk.awards.known_awards([one.award_id for one in page])
    now = moment(now_us)
    given: list[GivenAward] = []
    for one in page:
        account = accounts.find(one.account_id)
        if account is None or one.award_id in known or not _meant(account, one.extra, programme, now):
            continue
        award = Award(one.award_id, one.extra.points, one.extra.activation, one.extra.expiry)
        accounts.post(one.account_id, apply_award(account.state, award, now, programme))
        given.append(_record(one, now_us))
    desk.awards.put_awards(given)
    desk.feed.publish(accounts.save())
    return len(given)


def _meant(account: Account, extra: Extra, programme: Programme, now: datetime) -> bool:
    """Tell whether the award's conditions hold for this member today."""
    state = account.state
    situation = Situation(
        local=now.astimezone(ZoneInfo(programme.zone)).replace(tzinfo=None),
        member=True,
        tier_id=account.head.tier_id,
        store_id="",
        segments=frozenset() if state.opted_out else state.segments,
        clubs=frozenset(club.club_id for club in state.clubs if club.in_force(now)),
        birthday=True,
        first_purchase=state.visits == 0,
    )
    return not account.head.blocked and all(holds(condition, situation) for condition in extra.when)


def _record(due: Due, now_us: int) -> GivenAward:
    return GivenAward(
        award_id=due.award_id,
        account_id=due.account_id,
        rule_id=f"birthday:{due.extra.id}",
        kind="birthday",
        number=due.year,
        points=due.extra.points,
        at_us=now_us,
        source_id=due.award_id,
    )
