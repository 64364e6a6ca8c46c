"""What is unwise in actions and games: dates that never come, goals that nobody reaches, points without a bound."""

from collections.abc import Iterator
from datetime import date

from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.actions import (
    REFERRAL,
    Achievement,
    Challenge,
    Counted,
    Dated,
    earliest,
    latest,
)
from loyalty_pos.core.programme.check._advice import Advice
from loyalty_pos.core.programme.check._goods import has_none


def unwise_games(programme: Programme, today: date) -> Iterator[Advice]:
    """Yield what to think over in actions, challenges, achievements and boards."""
    for key, rule in _dated(programme):
        yield from _dates(programme, key, rule, today)
    yield from _actions(programme)
    for number, challenge in enumerate(programme.challenges, 1):
        facts = (("rule", challenge.id), ("days", challenge.days))
        if challenge.by is Counted.VISITS and 0 < challenge.days < challenge.count:
            yield Advice("challenge_out_of_reach", f"challenge[{number}].days", facts)
    for key, rule in _dated(programme):
        if isinstance(rule, Challenge | Achievement) and has_none(rule.goods):
            yield Advice("no_goods", f"{key}.goods", (("rule", rule.id),))


def _dated(programme: Programme) -> Iterator[tuple[str, Dated]]:
    for number, action in enumerate(programme.actions, 1):
        yield f"action[{number}]", action
    for number, challenge in enumerate(programme.challenges, 1):
        yield f"challenge[{number}]", challenge
    for number, achievement in enumerate(programme.achievements, 1):
        yield f"achievement[{number}]", achievement
    for number, board in enumerate(programme.boards, 1):
        yield f"board[{number}]", board


def _dates(programme: Programme, key: str, rule: Dated, today: date) -> Iterator[Advice]:
    game = next((game for game in programme.games if game.id == rule.game), None)
    since = latest(rule.since, latest(programme.since, game.since if game else None))
    until = earliest(rule.until, earliest(programme.until, game.until if game else None))
    if since is not None and until is not None and until <= since:
        yield Advice("game_never", f"{key}.until", (("rule", rule.id),))
    elif until is not None and until <= today:
        yield Advice("game_past", f"{key}.until", (("rule", rule.id), ("until", until)))


def _actions(programme: Programme) -> Iterator[Advice]:
    for number, action in enumerate(programme.actions, 1):
        facts = (("rule", action.id),)
        bounded = action.per_day or action.per_week or action.once is not None or action.moderated
        if action.event == REFERRAL:
            if not action.from_minor:
                yield Advice("friend_for_nothing", f"action[{number}].from_minor", facts)
        elif action.points and not bounded:
            yield Advice("action_without_bound", f"action[{number}].points", facts)
