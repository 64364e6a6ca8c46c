"""Which promo codes a programme knows: ``coupon`` of an offer, or as a condition of an offer or of points.

Reads only; whether a code gives something on a receipt is ``taking``.
"""

import unicodedata
from collections.abc import Iterator

from loyalty_pos.core.programme import Extra, Multiplier, Programme, Promotion
from loyalty_pos.core.programme.conditions import HasCoupon, SubscriberOf, subscription

Rule = Promotion | Multiplier | Extra


def compact(text: str) -> str:
    """Return a code as it is compared: capital letters, without spaces and dashes."""
    return "".join(char for char in text.upper() if not char.isspace() and unicodedata.category(char) != "Pd")


def rules_of(programme: Programme, coupon: str) -> Iterator[Rule]:
    """Yield the rules that ask for this coupon, or for a partner's customer: offers first, then what earns points."""
    return (rule for rule in _rules(programme) if coupon in _asked(rule) or coupon in _subscriptions(rule))


def find_coupon(text: str, programme: Programme) -> str:
    """Return the id of the promo code that a typed or scanned text means, "" if the programme knows none such.

    The id of a series is none: of a series only its own codes count.
    """
    wanted = compact(text)
    series = {one.id for one in programme.coupon_series}
    ids = (coupon for rule in _rules(programme) for coupon in _asked(rule) if coupon not in series)
    return next((coupon for coupon in ids if wanted and compact(coupon) == wanted), "")


def _subscriptions(rule: Rule) -> list[str]:
    """Return whose customers this rule is for; nobody can type that as a code."""
    return [subscription(one.partner) for one in rule.when if isinstance(one, SubscriberOf)]


def _rules(programme: Programme) -> list[Rule]:
    accrual = programme.accrual
    earning: list[Rule] = [*accrual.multipliers, *accrual.extras] if accrual else []
    return [*programme.promotions, *earning]


def _asked(rule: Rule) -> list[str]:
    """Return the coupons that this rule asks for."""
    asked = [condition.coupon_id for condition in rule.when if isinstance(condition, HasCoupon)]
    return [rule.coupon, *asked] if isinstance(rule, Promotion) and rule.coupon else asked
