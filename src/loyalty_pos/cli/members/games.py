"""``board`` and ``medals``: who leads, who has which medal; give one, take one back."""

from argparse import Namespace

from loyalty_pos.centre.actions.desk import Place
from loyalty_pos.centre.outside.callers import CONSOLE
from loyalty_pos.cli.at_centre.opening import opened, who_of
from loyalty_pos.cli.members.game_words import line
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.actions import Board, Scored
from loyalty_pos.till.formats import format_money, format_points
from loyalty_pos.wiring.centre import OpenCentre
from loyalty_pos.wiring.console import say, say_all, say_json
from loyalty_pos.wiring.intake import programme_of, reports_of


def run(options: Namespace) -> int:
    """Show, give or take back."""
    with opened(options) as centre:
        if options.command == "board":
            _board(centre, options)
        elif options.action == "list":
            _list(centre, options)
        elif options.action == "give":
            given = centre.centre.activities.give_medal(options.medal, who_of(options), CONSOLE)
            say(line("medal_given" if given else "medal_held", options.lang, medal=options.medal))
        else:
            taken = centre.centre.activities.recall_medal(options.medal, who_of(options))
            say(line("medal_recalled" if taken else "medal_not_held", options.lang, medal=options.medal))
    return 0


def _board(centre: OpenCentre, options: Namespace) -> None:
    board, places = centre.centre.activities.board(options.id)
    if options.json:
        say_json(
            [
                {"place": p.place, "account": p.account_id, "name": p.shown_name, "score": p.score}
                for p in places
            ]
        )
        return
    programme = programme_of(reports_of(centre))
    say(f"«{board.name}»")
    say_all(_place(place, board, programme, options.lang) for place in places)
    if not places:
        say(line("nobody_leads", options.lang))


def _place(place: Place, board: Board, programme: Programme, lang: str) -> str:
    score = str(place.score)
    if board.by is Scored.POINTS:
        score = format_points(place.score, programme.unit.exponent, lang)
    elif board.by is Scored.SPEND:
        score = format_money(place.score, lang, programme.currency)
    return f"{place.place:>4}. {place.shown_name or '—'}: {score}"


def _list(centre: OpenCentre, options: Namespace) -> None:
    holders = centre.centre.activities.holders(options.medal)
    if options.json:
        say_json(
            [
                {"medal": h.medal.medal_id, "account": h.medal.account_id, "state": h.medal.state}
                for h in holders
            ]
        )
        return
    say_all(
        line(f"medal_is_{h.medal.state}", options.lang, medal=h.medal.medal_id, name=h.shown_name or "—")
        for h in holders
    )
    if not holders:
        say(line("no_medals", options.lang))
