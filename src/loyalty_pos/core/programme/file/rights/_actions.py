"""Actions, challenges, achievements, medals, boards and games of a programme file."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from loyalty_pos.core.programme.accrual import Activation, Expiry
from loyalty_pos.core.programme.actions import (
    REFERRAL,
    Achievement,
    Action,
    Board,
    Challenge,
    Counted,
    Game,
    Level,
    Medal,
    Playing,
    Scored,
    medals_named,
)
from loyalty_pos.core.programme.conditions import Goods
from loyalty_pos.core.programme.file._bounds import MOST_DAYS, refuse_doubled
from loyalty_pos.core.programme.file._conditions import read_goods
from loyalty_pos.core.programme.file._lives import has_delay, has_life, read_activation, read_expiry
from loyalty_pos.core.programme.file._toml_table import Table
from loyalty_pos.core.programme.periods import Per

_MOST_POINTS = 100_000_000
_MOST_TIMES = 1_000_000
_MOST_PLACES = 1_000


@dataclass(frozen=True, slots=True)
class Play:
    """Everything that a file says of actions and games."""

    games: tuple[Game, ...]
    actions: tuple[Action, ...]
    challenges: tuple[Challenge, ...]
    achievements: tuple[Achievement, ...]
    medals: tuple[Medal, ...]
    boards: tuple[Board, ...]


def read_play(top: Table) -> Play:
    """Return them; a game or a medal that nobody declared is refused."""
    play = Play(
        games=tuple(_game(table) for table in top.tables("game")),
        actions=tuple(_action(table) for table in top.tables("action")),
        challenges=tuple(_challenge(table) for table in top.tables("challenge")),
        achievements=tuple(_achievement(table) for table in top.tables("achievement")),
        medals=tuple(_medal(table) for table in top.tables("medal")),
        boards=tuple(_board(table) for table in top.tables("board")),
    )
    _check_names(top, play)
    return play


def _check_names(top: Table, play: Play) -> None:
    lists: tuple[tuple[str, tuple[Playing, ...]], ...] = (
        ("game", play.games),
        ("action", play.actions),
        ("challenge", play.challenges),
        ("achievement", play.achievements),
        ("medal", play.medals),
        ("board", play.boards),
    )
    for key, rules in lists:
        refuse_doubled(top, key, [rule.id for rule in rules])
    games, medals = {game.id for game in play.games}, {medal.id for medal in play.medals}
    for key, rules in lists:
        for number, rule in enumerate(rules, 1):
            if not isinstance(rule, Game | Medal) and rule.game and rule.game not in games:
                top.refuse(f"{key}[{number}].game", "unknown_game")
            if not isinstance(rule, Game | Board):
                for _, medal in medals_named((rule,)):
                    if medal not in medals:
                        top.refuse(f"{key}[{number}].medal", "unknown_medal")


# --- the rules -------------------------------------------------------------------------------------------


def _game(table: Table) -> Game:
    since, until = _dates(table)
    game = Game(table.text("id"), table.text("name"), since, until)
    table.done()
    return game


def _action(table: Table) -> Action:
    event = table.text("event")
    since, until = _dates(table)
    activation, expiry = _life(table)
    action = Action(
        id=table.text("id"),
        name=table.text("name"),
        event=event,
        points=table.whole("points", 0, high=_MOST_POINTS),
        referrer_points=table.whole("referrer_points", 0, high=_MOST_POINTS),
        from_minor=table.whole("from_minor", 0),
        per_day=table.whole("per_day", 0, high=_MOST_TIMES),
        per_week=table.whole("per_week", 0, high=_MOST_TIMES),
        once=table.choice("once", Per) if table.has("once") else None,
        moderated=table.flag("moderated", default=False),
        medal=table.text("medal", ""),
        game=table.text("game", ""),
        since=since,
        until=until,
        activation=activation,
        expiry=expiry,
    )
    table.done()
    if event != REFERRAL and (action.referrer_points or action.from_minor):
        table.refuse("referrer_points" if action.referrer_points else "from_minor", "only_for_referrals")
    if event == REFERRAL and (action.medal or action.moderated):
        table.refuse("medal" if action.medal else "moderated", "not_for_referrals")
    return action


def _challenge(table: Table) -> Challenge:
    by, event, goods = _counted(table)
    since, until = _dates(table)
    activation, expiry = _life(table)
    spend = by is Counted.SPEND
    challenge = Challenge(
        id=table.text("id"),
        name=table.text("name"),
        by=by,
        count=1 if spend else table.whole("count", low=1, high=_MOST_TIMES),
        sum_minor=table.whole("sum_minor", low=1) if spend else 0,
        days=table.whole("days", 0, high=MOST_DAYS),
        event=event,
        goods=goods,
        from_minor=_least(table, by),
        points=table.whole("points", 0, high=_MOST_POINTS),
        medal=table.text("medal", ""),
        repeat=table.flag("repeat", default=False),
        game=table.text("game", ""),
        since=since,
        until=until,
        activation=activation,
        expiry=expiry,
    )
    table.done()
    if not challenge.points and not challenge.medal:
        table.refuse("points", "missing")
    return challenge


def _achievement(table: Table) -> Achievement:
    by, event, goods = _counted(table)
    since, until = _dates(table)
    activation, expiry = _life(table)
    achievement = Achievement(
        id=table.text("id"),
        name=table.text("name"),
        by=by,
        levels=tuple(_level(level, by) for level in table.tables("level")),
        event=event,
        goods=goods,
        from_minor=_least(table, by),
        game=table.text("game", ""),
        since=since,
        until=until,
        activation=activation,
        expiry=expiry,
    )
    table.done()
    if not achievement.levels:
        table.refuse("level", "missing")
    for number, (lower, higher) in enumerate(pairwise(achievement.levels), 2):
        if higher.goal <= lower.goal:
            table.refuse(f"level[{number}].{'sum_minor' if higher.sum_minor else 'count'}", "not_ascending")
    refuse_doubled(table, "level", [level.id for level in achievement.levels])
    return achievement


def _level(table: Table, by: Counted) -> Level:
    spend = by is Counted.SPEND
    level = Level(
        id=table.text("id"),
        name=table.text("name"),
        count=0 if spend else table.whole("count", low=1, high=_MOST_TIMES),
        sum_minor=table.whole("sum_minor", low=1) if spend else 0,
        points=table.whole("points", 0, high=_MOST_POINTS),
        medal=table.text("medal", ""),
    )
    table.done()
    return level


def _medal(table: Table) -> Medal:
    activation, expiry = _life(table)
    medal = Medal(
        id=table.text("id"),
        name=table.text("name"),
        points=table.whole("points", 0, high=_MOST_POINTS),
        activation=activation,
        expiry=expiry,
    )
    table.done()
    return medal


def _board(table: Table) -> Board:
    since, until = _dates(table)
    board = Board(
        id=table.text("id"),
        name=table.text("name"),
        by=table.choice("by", Scored),
        places=table.whole("places", 10, low=1, high=_MOST_PLACES),
        game=table.text("game", ""),
        since=since,
        until=until,
    )
    table.done()
    return board


# --- what several of them say ----------------------------------------------------------------------------


def _counted(table: Table) -> tuple[Counted, str, Goods]:
    """Return what counts; money is counted of all goods, so that a return can be counted back to the kopeck."""
    by = table.choice("by", Counted)
    if by is Counted.EVENTS:
        return by, table.text("event"), Goods()
    if by is Counted.SPEND:
        return by, "", Goods()
    return by, "", read_goods(table, "goods")


def _least(table: Table, by: Counted) -> int:
    return table.whole("from_minor", 0) if by in {Counted.PURCHASES, Counted.VISITS} else 0


def _dates(table: Table) -> tuple[date | None, date | None]:
    since, until = table.day("since"), table.day("until")
    if since is not None and until is not None and until <= since:
        table.refuse("until", "before_since")
    return since, until


def _life(table: Table) -> tuple[Activation | None, Expiry | None]:
    return (
        read_activation(table) if has_delay(table) else None,
        read_expiry(table) if has_life(table) else None,
    )
