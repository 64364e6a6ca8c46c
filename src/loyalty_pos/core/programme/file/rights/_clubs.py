"""Clubs, and goods that are for clubs first."""

from datetime import date

from loyalty_pos.core.programme.clubs import Club, EarlyAccess, Otherwise
from loyalty_pos.core.programme.file._bounds import MOST_DAYS
from loyalty_pos.core.programme.file._conditions import read_goods
from loyalty_pos.core.programme.file._toml_table import Table


def read_club(table: Table) -> Club:
    """Return one club; without a fee's article, an invitation or a trial nobody could join it."""
    club = Club(
        id=table.text("id"),
        name=table.text("name"),
        article=table.text("article", ""),
        fee_minor=table.whole("fee_minor", 0),
        life_days=table.whole("life_days", 365, low=1, high=MOST_DAYS),
        trial_days=table.whole("trial_days", 0, high=MOST_DAYS),
        reminder_days=table.whole("reminder_days", 30, high=MOST_DAYS),
        invitation=table.flag("invitation", default=False),
        pause=table.flag("pause", default=False),
        priority=table.flag("priority", default=False),
        benefits=table.texts("benefits"),
        events=table.texts("events"),
    )
    table.done()
    if club.fee_minor and not club.article:
        table.refuse("fee_minor", "fee_without_article")
    if not (club.article or club.invitation or club.trial_days):
        table.refuse("article", "club_nobody_can_join")
    return club


def read_early(table: Table) -> EarlyAccess:
    """Return which goods are for which clubs until when."""
    until, clubs = table.day("until"), table.texts("clubs")
    early = EarlyAccess(
        id=table.text("id"),
        goods=read_goods(table, "goods"),
        clubs=clubs,
        until=until or date.max,
        otherwise=table.choice("otherwise", Otherwise, Otherwise.REFUSE),
    )
    table.done()
    for key in ("until", "clubs"):
        if not table.has(key):
            table.refuse(key, "missing")
    return early
