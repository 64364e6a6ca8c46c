"""Goods that are for clubs first: who may buy them yet (A24)."""

from datetime import date, datetime, time

from loyalty_pos.core.basket import Article
from loyalty_pos.core.problems import OnlyForClub
from loyalty_pos.core.programme import EarlyAccess, Programme
from loyalty_pos.core.programme.clubs import Otherwise


def is_early(early: EarlyAccess, article: Article, today: date) -> bool:
    """Tell whether the article is still for clubs only; ``today``: the shop's day."""
    return today < early.until and early.goods.has(article)


def refused_early(
    programme: Programme, article: Article, clubs: frozenset[str], today: date
) -> OnlyForClub | None:
    """Return why somebody in these clubs may not buy the article yet, None = it may be sold.

    Where the rule says that others pay the shelf price, nothing is refused: offers for the club do not act for them.
    """
    for early in programme.early:
        if early.otherwise is Otherwise.REFUSE and is_early(early, article, today):
            if early.clubs & clubs:
                continue
            names = {club.id: club.name for club in programme.clubs}
            named = ", ".join(sorted(names.get(club, club) for club in early.clubs))
            return OnlyForClub(article=article.name, club=named, until=datetime.combine(early.until, time()))
    return None
