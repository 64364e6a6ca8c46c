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
)

_KINDS: Final = {
    InSegments: "segments",
    InClubs: "clubs",
    OnBirthday: "birthday",
    HasCoupon: "coupons",
    InChannels: "channels",
    InRegions: "regions",
}


def unknowable(programme: Programme) -> list[str]:
    """Return what the programme asks for and past receipts do not tell, each once, in a fixed order."""
    asked = {type(part) for part in _parts(programme)}
    coupons = any(getattr(rule, "coupon", "") for rule in programme.promotions)
    return [name for kind, name in _KINDS.items() if kind in asked or (coupons and name == "coupons")]


def _parts(value: object) -> Iterator[object]:
    """Return the value and everything in it."""
    if is_dataclass(value):
        yield value
        for one in fields(value):
            yield from _parts(getattr(value, one.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from _parts(part)
