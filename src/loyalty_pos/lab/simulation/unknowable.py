"""Which conditions of a programme past receipts cannot judge: nobody wrote down segments, birthdays or coupons.

A rule with such a condition never acts in a simulation, and the report says so instead of hiding it.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Final

from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.conditions import (
    HasCoupon,
    InChannels,
    InClubs,
    InRegions,
    InSegments,
    OnBirthday,
    SubscriberOf,
    subscription,
)
from loyalty_pos.lab.simulation.assumptions import Assumptions

_KINDS: Final = {
    "segments": InSegments,
    "clubs": InClubs,
    "birthday": OnBirthday,
    "coupons": HasCoupon,
    "channels": InChannels,
    "regions": InRegions,
}


def unknowable(
    programme: Programme,
    assumptions: Assumptions,
    *,
    birthdays: bool = False,
    channels: frozenset[str] = frozenset(),
) -> list[str]:
    """Return what the programme asks for and nobody told or assumed, each once, in a fixed order.

    ``birthdays``: those of members are known; ``channels``: those that the receipts name.
    """
    asked: dict[str, set[str]] = {}
    for part in _parts(programme):
        for name, kind in _KINDS.items():
            if isinstance(part, kind) or (kind is HasCoupon and isinstance(part, SubscriberOf)):
                asked.setdefault(name, set()).update(_names(part))
    coupons = {rule.coupon for rule in programme.promotions if rule.coupon}
    if coupons:
        asked.setdefault("coupons", set()).update(coupons)
    known = {
        name: {one for one, _ in getattr(assumptions, name)}
        for name in ("segments", "clubs", "coupons", "channels")
    }
    known["channels"] |= channels
    if birthdays or assumptions.birthdays:
        known["birthday"] = {""}
    return [name for name in _KINDS if name in asked and not asked[name] <= known.get(name, set())]


def _names(condition: object) -> frozenset[str]:
    match condition:
        case InSegments(names) | InClubs(names) | InChannels(names) | InRegions(names):
            return names
        case HasCoupon(name):
            return frozenset({name})
        case SubscriberOf(partner):
            return frozenset({subscription(partner)})
        case _:
            return frozenset({""})


def _parts(value: object) -> Iterator[object]:
    """Return the value and everything in it."""
    if is_dataclass(value):
        yield value
        for one in fields(value):
            yield from _parts(getattr(value, one.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _parts(part)
