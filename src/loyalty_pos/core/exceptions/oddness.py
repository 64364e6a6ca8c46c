"""How far a count is from what is ordinary, in standard deviations times a thousand; only integers come out.

People differ: some sell only at the desk where goods come back, some only in the evening. So what is ordinary is wide
(a gamma of shape 4 around the others' rate), and nothing here is a proof: it says where to look first.
"""

import math
from typing import Final

SCALE: Final = 1_000
_SHAPE: Final = 4
_LEAST: Final = 1e-6
_MOST_SHARE: Final = 0.95


def of_count(count: int, ordinary: float) -> int:
    """Return how odd it is to see so many where ``ordinary`` are expected; 0 = no more than that."""
    if count <= ordinary:
        return 0
    spread = math.sqrt(ordinary + ordinary * ordinary / _SHAPE + 1)
    return round(SCALE * (count - ordinary) / spread)


def of_share(count: int, out_of: int, share: float) -> int:
    """Return how odd it is that so many of all are of one kind whose share is ordinarily this (0..1)."""
    usual = min(max(share, _LEAST), _MOST_SHARE)
    seen = count / out_of if out_of else 0.0
    if seen <= usual:
        return 0
    surprise = count * math.log(seen / usual)
    if seen < 1:
        surprise += (out_of - count) * math.log((1 - seen) / (1 - usual))
    return round(SCALE * math.sqrt(2 * max(0.0, surprise)))


def per(count: int, out_of: int) -> float:
    """Return a rate among others, never quite nought: nobody is sure of a rate that was never seen."""
    return (count + 0.5) / (out_of + 1)
