"""Whether a promo code may lie on a receipt, and what it did there; a refusal is a value with its reason.

It must never change a price: the coupon is a fact of ``Context``, and pricing does the rest.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from loyalty_pos.core.basket import Basket
from loyalty_pos.core.coupons.codes import Rule, rules_of
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Compiled, Context, quote
from loyalty_pos.core.pricing.why_not import APPLIED, Verdict, why_not
from loyalty_pos.core.problems import (
    CouponAlreadyThere,
    CouponGivesNothing,
    CouponNotYet,
    CouponOver,
    Problem,
    UnknownCoupon,
)
from loyalty_pos.core.programme import Programme, Promotion
from loyalty_pos.core.programme.conditions import Between
from loyalty_pos.core.quote import Quote

_SAID_FIRST: Final = ("more_money", "more_goods", "bundle_incomplete", "members_only", "no_goods")
_NEVER, _ALWAYS = datetime.min, datetime.max  # noqa: DTZ901 - the shop's wall clock has no zone
_MINUTE: Final = timedelta(minutes=1)


def coupon_refusal(
    basket: Basket, compiled: Compiled, standing: Standing | None, context: Context, coupon: str
) -> Problem | None:
    """Return why this coupon may not come to those of ``context``, None if it gives something now."""
    rules = list(rules_of(compiled.programme, coupon))
    if not rules:
        return UnknownCoupon(coupon=coupon)
    if coupon in context.coupons:
        return CouponAlreadyThere(coupon=coupon)
    if (outside := _outside(rules, compiled.programme, context, coupon)) is not None:
        return outside
    with_it = replace(context, coupons=(*context.coupons, coupon))
    ids = {rule.id for rule in rules if isinstance(rule, Promotion)}
    verdicts = [one for one in why_not(basket, compiled, standing, with_it) if one.rule_id in ids]
    if any(one.why == APPLIED for one in verdicts):
        return None
    if len(ids) < len(rules):
        earned = quote(basket, compiled, standing, with_it).accrued
        if earned > quote(basket, compiled, standing, context).accrued:
            return None
    return _nothing(verdicts, coupon)


def coupons_used(quoted: Quote, programme: Programme, coupons: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return (coupon, rule) for each offer that made the receipt cheaper, and each award, by a coupon on it."""
    gave = {discount.rule_id for line in quoted.lines for discount in line.discounts}
    gave |= {award.id for award in quoted.awards}
    return tuple(
        (coupon, rule.id) for coupon in coupons for rule in rules_of(programme, coupon) if rule.id in gave
    )


def _outside(rules: Sequence[Rule], programme: Programme, context: Context, coupon: str) -> Problem | None:
    """Return a refusal with the dates if now is outside those of every rule; the next ones count, else the last."""
    zone = ZoneInfo(context.zone or programme.zone)
    now = context.now.astimezone(zone).replace(tzinfo=None)
    windows = [_window(rule, programme) for rule in rules]
    if any(since <= now < until for since, until in windows):
        return None
    coming = [since for since, until in windows if now < since < until]
    if coming:
        return CouponNotYet(coupon=coupon, since=min(coming))
    return CouponOver(coupon=coupon, last=max(until for _, until in windows) - _MINUTE)


def _window(rule: Rule, programme: Programme) -> tuple[datetime, datetime]:
    """Return from when until when the rule may act, by its dates and its programme's."""
    spans = [condition for condition in rule.when if isinstance(condition, Between)]
    begins = [span.since for span in spans if span.since is not None]
    ends = [span.until for span in spans if span.until is not None]
    if programme.since is not None:
        begins.append(datetime.combine(programme.since, time()))
    if programme.until is not None:
        ends.append(datetime.combine(programme.until, time()))
    return max(begins, default=_NEVER), min(ends, default=_ALWAYS)


def _nothing(verdicts: Sequence[Verdict], coupon: str) -> Problem:
    """Return the refusal with the reason that is nearest to a discount."""
    if not verdicts:
        return CouponGivesNothing(coupon=coupon, why="")
    best = min(verdicts, key=lambda one: _SAID_FIRST.index(one.why) if one.why in _SAID_FIRST else 99)
    return CouponGivesNothing(coupon=coupon, why=best.why, numbers=best.facts)
