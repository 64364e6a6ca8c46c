"""On which days a rule of actions and games holds: its own, its game's and its programme's; pure."""

from datetime import date

from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.actions import Dated, Stepped, earliest, latest

NOT_YET = "not_yet"
OVER = "over"


def stepped(programme: Programme) -> tuple[Stepped, ...]:
    """Return everything that counts steps."""
    return (*programme.challenges, *programme.achievements)


def span_of(programme: Programme, rule: Dated) -> tuple[date | None, date | None]:
    """Return the first day and the day behind the last one, None = open."""
    game = next((game for game in programme.games if game.id == rule.game), None) if rule.game else None
    since, until = latest(rule.since, programme.since), earliest(rule.until, programme.until)
    return (latest(since, game.since), earliest(until, game.until)) if game else (since, until)


def closed(programme: Programme, rule: Dated, day: date) -> str:
    """Return why the rule does nothing on this day: "" = it holds, ``not_yet``, ``over`` (A52)."""
    since, until = span_of(programme, rule)
    if since is not None and day < since:
        return NOT_YET
    return OVER if until is not None and until <= day else ""
