"""The centre's side of leases: what it has set aside of an account for each till, and until when it must keep it.

A till holds the newest lease that it has taken in, and nobody knows which one until it says so: a lost answer must
not free what the till may still spend. So every epoch that was issued and not overtaken keeps its share, and the
largest of them counts: the till can hold only one (docs/why/0026).
"""

from collections.abc import Iterable
from typing import NamedTuple

from loyalty_pos.core.money import BASIS


class Share(NamedTuple):
    """What is set aside of one account in one epoch of one till."""

    epoch: int
    points: int


Shares = tuple[Share, ...]
"""Of one account for one incarnation of a till, by growing epochs."""


def reserved(shares: Shares) -> int:
    """Return what must stay untouched for this till: it holds one of these epochs, nobody knows which."""
    return max((share.points for share in shares), default=0)


def available(balance: int, held: int, shares: Iterable[Shares]) -> int:
    """Return what may still be promised to anybody: A = B - H - G; below zero the account is overdrawn."""
    return balance - held - sum(map(reserved, shares))


def confirmed(shares: Shares, epoch: int) -> Shares:
    """Return what is left once the till has said that it holds ``epoch``: the older ones are over."""
    return tuple(share for share in shares if share.epoch >= epoch)


def spent(shares: Shares, epoch: int, points: int) -> tuple[Shares, int]:
    """Return what is left after a spend of the grant under ``epoch``, and how much of it was not there.

    Later epochs were made out without this spend and will not be taken in: they are over.
    """
    there = sum(share.points for share in shares if share.epoch == epoch)
    taken = min(points, there)
    left = tuple(
        Share(epoch, there - taken) if share.epoch == epoch else share
        for share in shares
        if share.epoch <= epoch
    )
    return left, points - taken


def granted(shares: Shares, epoch: int, free: int, share_bp: int) -> Shares:
    """Return the shares with those of a new epoch: a part of what is available, its own older share counted in.

    ``free``: what is available now (may be below zero: then nothing new is given, and what the till has stays).
    """
    mine = reserved(shares)
    wish = max(0, free + mine) * share_bp // BASIS
    points = min(wish, max(0, free) + mine)
    return (*shares, Share(epoch, points))


def together(shares: Shares, others: Shares) -> Shares:
    """Return one till's shares of two accounts that become one: it holds one epoch, and in it what it has of both."""
    sums: dict[int, int] = {}
    for share in (*shares, *others):
        sums[share.epoch] = sums.get(share.epoch, 0) + share.points
    return tuple(Share(epoch, sums[epoch]) for epoch in sorted(sums))
