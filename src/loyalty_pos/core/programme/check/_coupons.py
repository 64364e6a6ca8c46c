"""What is unwise in coupons and segments: codes that a till takes for something else, names that nobody has."""

from collections.abc import Iterator
from difflib import get_close_matches

from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.check._advice import Advice
from loyalty_pos.core.programme.conditions import Condition, HasCoupon, InSegments, NotInSegments

_LIKE = 0.8
_Named = tuple[str, str, str]
"""Key path, id of the rule, what it names."""


def unwise_coupons(programme: Programme) -> Iterator[Advice]:
    """Yield what to think over in coupons, promo codes and segments."""
    asked = list(_coupons(programme))
    series = {one.id for one in programme.coupon_series}
    for key, rule, coupon in asked:
        if coupon not in series and _digits(coupon):
            yield Advice("coupon_of_digits", key, (("rule", rule), ("coupon", coupon)))
        others = sorted((series | {name for _, _, name in asked}) - {coupon})
        if coupon not in series and (near := get_close_matches(coupon, others, n=1, cutoff=_LIKE)):
            facts = (("rule", rule), ("coupon", coupon), ("other", near[0]))
            yield Advice("coupon_like_another", key, facts)
    for number, one in enumerate(programme.coupon_series, 1):
        if one.id not in {coupon for _, _, coupon in asked}:
            yield Advice("series_without_offer", f"coupon_series[{number}]", (("rule", one.id),))
    yield from _unknown_segments(programme)


def _unknown_segments(programme: Programme) -> Iterator[Advice]:
    """Yield names of segments that are not among those written; a programme without any leaves all to lists by hand."""
    known = {segment.id for segment in programme.segments}
    for key, rule, when in _rules(programme) if known else ():
        for condition in when:
            if isinstance(condition, InSegments | NotInSegments) and not condition.segment_ids <= known:
                word = "segments" if isinstance(condition, InSegments) else "not_segments"
                strange = ", ".join(sorted(condition.segment_ids - known))
                yield Advice("unknown_segment", f"{key}.when.{word}", (("rule", rule), ("segments", strange)))


def _coupons(programme: Programme) -> Iterator[_Named]:
    for number, offer in enumerate(programme.promotions, 1):
        if offer.coupon:
            yield f"promotion[{number}].coupon", offer.id, offer.coupon
    for key, rule, when in _rules(programme):
        for condition in when:
            if isinstance(condition, HasCoupon):
                yield f"{key}.when.coupon", rule, condition.coupon_id


def _rules(programme: Programme) -> Iterator[tuple[str, str, tuple[Condition, ...]]]:
    for number, offer in enumerate(programme.promotions, 1):
        yield f"promotion[{number}]", offer.id, offer.when
    if programme.accrual is not None:
        for number, multiplier in enumerate(programme.accrual.multipliers, 1):
            yield f"accrual.multiplier[{number}]", multiplier.id, multiplier.when
        for number, extra in enumerate(programme.accrual.extras, 1):
            yield f"accrual.extra[{number}]", extra.id, extra.when


def _digits(coupon: str) -> bool:
    return "".join(char for char in coupon if char.isalnum()).isdigit()
