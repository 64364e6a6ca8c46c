"""Whether a rule speaks of these goods, this member, this moment; and how far a line's price may fall."""

import calendar
import math
from collections.abc import Callable
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from tests.naive.numbers import THOUSAND, WHOLE_SHARE

Facts = dict[str, Any]


def names_goods(goods: Facts | None, line: Facts) -> bool:
    """No word about goods means all goods; the excluded are never in."""
    if not goods:
        return True
    if line["article"] in goods.get("not_articles", []) or line["category"] in goods.get(
        "not_categories", []
    ):
        return False
    wanted = [goods.get(key, []) for key in ("articles", "categories", "brands")]
    if not any(wanted):
        return True
    return any(
        line[key] in names for key, names in zip(("article", "category", "brand"), wanted, strict=True)
    )


def wall_clock(programme: Facts, context: Facts) -> datetime:
    """The shop's own clock; a shop that names no zone lives in the programme's."""
    zone = context.get("zone") or programme.get("zone", "Europe/Moscow")
    now: datetime = context["now"]
    return now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def is_time(when: Facts, local: datetime) -> bool:
    since, until = _moment(when.get("since")), _moment(when.get("until"))
    if (since and local < since) or (until and local >= until):
        return False
    if "weekdays" in when and local.isoweekday() not in when["weekdays"]:
        return False
    if "months" in when and local.strftime("%Y-%m") not in when["months"]:
        return False
    if "days" in when and not any(_in_days(span, local.date()) for span in when["days"]):
        return False
    return _is_hour(when, local.time())


def _is_hour(when: Facts, now: time) -> bool:
    if "from_hour" not in when and "to_hour" not in when:
        return True
    start, end = when["from_hour"], when["to_hour"]
    if start < end:
        return bool(start <= now < end)
    return bool(now >= start or now < end)


def _moment(written: date | datetime | None) -> datetime | None:
    if written is None or isinstance(written, datetime):
        return written
    return datetime(written.year, written.month, written.day)  # noqa: DTZ001 - the shop's wall clock has no zone


def _in_days(span: str, today: date) -> bool:
    """Days of any year, both ends included; the leap day is the 28th where there is none."""
    first, _, last = span.partition("..")
    first, last = _that_year(first, today), _that_year(last or first, today)
    here = today.strftime("%m-%d")
    if first <= last:
        return first <= here <= last
    return here >= first or here <= last


def _that_year(day: str, today: date) -> str:
    return "02-28" if day == "02-29" and not calendar.isleap(today.year) else day


def is_for(when: Facts, member: Facts | None, tier: str, context: Facts) -> bool:
    """Who and where: each word that is written must be true."""
    someone = member is not None
    who = member or {}
    segments, clubs = set(who.get("segments", [])), set(who.get("clubs", []))
    if who.get("opted_out"):
        segments = set()
    demands: dict[str, Callable[[Any], bool]] = {
        "members": lambda wanted: someone or not wanted,
        "tiers": lambda wanted: someone and tier in wanted,
        "stores": lambda wanted: context.get("store", "") in wanted,
        "segments": lambda wanted: bool(segments & set(wanted)),
        "not_segments": lambda wanted: not segments & set(wanted),
        "clubs": lambda wanted: bool(clubs & set(wanted)),
        "birthday": lambda wanted: bool(who.get("birthday")) or not wanted,
        "first_purchase": lambda wanted: (someone and who.get("visits", 0) == 0) or not wanted,
        "channels": lambda wanted: context.get("channel", "") in wanted,
        "regions": lambda wanted: context.get("region", "") in wanted,
        "coupon": lambda wanted: wanted in context.get("coupons", []),
    }
    return all(holds(when[word]) for word, holds in demands.items() if word in when)


def lowest(line: Facts, limits: Facts, today: date) -> int:
    """The sum a line may not fall under: a fixed price, a least price, a cost with margin, the law; rounded up."""
    if line["fixed_price"]:
        return int(line["gross"])
    quantity = Fraction(line["qty_milli"], THOUSAND)
    floors: list[Fraction] = [line["min_price"] * quantity]
    if "margin_bp" in limits:
        floors.append(line["cost"] * quantity * (WHOLE_SHARE + limits["margin_bp"]) / WHOLE_SHARE)
    for law in limits.get("legal", []):
        begun = "since" not in law or law["since"] <= today
        over = "until" in law and law["until"] <= today
        if law["category"] == line["category"] and begun and not over:
            floors.append(law["price_minor"] * quantity)
    return math.ceil(max(floors))


def point_unit(programme: Facts) -> tuple[int, Fraction]:
    """Smallest point units in a whole point, and the money of one smallest unit."""
    unit = programme.get("points", {})
    scale = 10 ** unit.get("exponent", 0)
    return scale, Fraction(unit.get("value_minor", 100), scale)


def programme_day(programme: Facts, context: Facts) -> date:
    """The day it is where the programme's points live."""
    return wall_clock(programme, context | {"zone": ""}).date()
