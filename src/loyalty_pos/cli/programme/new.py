"""``programme new``: a commented file to begin with, from a template, or from a talk in four steps.

Only the file goes to stdout; questions, prices and warnings go to stderr.
"""

import sys
import tomllib
from argparse import Namespace
from pathlib import Path
from typing import Final

from loyalty_pos.cli.pricing import text_of
from loyalty_pos.cli.programme.arguments import TEMPLATES
from loyalty_pos.cli.programme.checking import warnings_of
from loyalty_pos.cli.programme.interview import Interview
from loyalty_pos.cli.programme.wizard_words import CHANNELS, GOALS
from loyalty_pos.cli.words import BadOption
from loyalty_pos.core.money import BASIS
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.file import read_programme
from loyalty_pos.core.programme.file.changing import changed, in_language, toml
from loyalty_pos.core.programme.forecast import Shop, forecast
from loyalty_pos.till.formats import format_money, format_share
from loyalty_pos.wiring.resources import resource

_SHARES: Final = ("accrual.rate_bp", "redemption.item_cap_bp", "redemption.receipt_cap_bp")
_COUNTS: Final = {"accrual.delay_days": 365, "accrual.life_months": 120}
_MOST_MONEY: Final = 10**14
_SHOP: Final = Shop(turnover_minor=3_000_000_00, member_bp=6_000, margin_bp=2_500, used_bp=8_000)


def new(options: Namespace) -> int:
    """Write the file to stdout; a value that makes it no programme is refused."""
    text = _from_template(options) if options.template else _from_talk(options)
    given = dict(_given(setting) for setting in options.set)
    given |= {"id": toml(options.id)} if options.id else {}
    given |= {"names": toml({options.lang: options.name})} if options.name else {}
    text = changed(text, given) if given else text
    read_programme(text)
    sys.stdout.write(text)
    for remark in warnings_of(Path("-"), text, options.lang):
        sys.stderr.write(remark.printed(options.lang) + "\n")
    return 0


def _template(name: str, lang: str) -> str:
    return in_language(text_of(resource("programmes", "templates", f"{name}.toml")), lang)


def _from_template(options: Namespace) -> str:
    return _template(options.template, options.lang)


def _given(setting: str) -> tuple[str, str]:
    """Return key path and value of KEY=VALUE; what is no TOML value is a text."""
    key, mark, value = setting.partition("=")
    if not mark or not key.strip():
        raise BadOption(option="--set", text=setting)
    try:
        tomllib.loads(f"v = {value}")
    except ValueError:
        return key.strip(), toml(value)
    return key.strip(), value


# --- the talk --------------------------------------------------------------------------------------------


def _from_talk(options: Namespace) -> str:
    """Ask for goal, type, conditions and channels."""
    talk = Interview(options.lang)
    talk.tell("intro")
    goal = talk.choice("goal", GOALS, GOALS[0])
    trade = talk.choice("type", TEMPLATES, TEMPLATES[0])
    text = _template(trade, options.lang)
    name = options.name or talk.text("name", read_programme(text).name(options.lang))
    text = changed(text, {"names": toml({options.lang: name})})
    text = _conditions(text, talk, options.lang)
    channels = [channel.strip() for channel in talk.text("channels", CHANNELS).split(",")]
    launch = {
        "launch.goal": toml(goal),
        "launch.type": toml(trade),
        "launch.channels": toml(tuple(channel for channel in channels if channel)),
    }
    talk.tell("done")
    return changed(text, launch)


def _conditions(text: str, talk: Interview, lang: str) -> str:
    """Ask for the numbers that the template has, and show what they cost, until they are agreed."""
    talk.tell("conditions")
    shop = _SHOP
    while True:
        values = tomllib.loads(text)
        answers = {}
        for path in (*_SHARES, *_COUNTS):
            table, _, key = path.partition(".")
            old = values.get(table, {}).get(key)
            if old is not None:
                new_value = (
                    talk.whole(path, old, _COUNTS[path])
                    if path in _COUNTS
                    else talk.hundredths(path, old, BASIS)
                )
                answers[path] = toml(new_value)
        text = changed(text, answers)
        programme = read_programme(text)
        if programme.accrual is not None:
            shop = _asked_shop(talk, shop)
            _price(programme, shop, talk, lang)
        if talk.agreed("agreed"):
            return text


def _asked_shop(talk: Interview, known: Shop) -> Shop:
    return Shop(
        turnover_minor=talk.hundredths("turnover", known.turnover_minor, _MOST_MONEY),
        member_bp=talk.hundredths("members", known.member_bp, BASIS),
        margin_bp=talk.hundredths("margin", known.margin_bp, BASIS),
        used_bp=talk.hundredths("used", known.used_bp, BASIS),
    )


def _price(programme: Programme, shop: Shop, talk: Interview, lang: str) -> None:
    """Show what points cost a shop like this one."""
    found = forecast(programme, shop)
    money = {
        name: format_money(getattr(found, f"{name}_minor"), lang, programme.currency)
        for name in ("issued", "cost", "owed")
    }
    talk.tell("cost", issued=money["issued"], cost=money["cost"], cost_bp=format_share(found.cost_bp, lang))
    if found.lift_bp:
        talk.tell("owed", owed=money["owed"], lift=format_share(found.lift_bp, lang))
    else:
        talk.tell("no_lift")
    talk.tell("discounts")
