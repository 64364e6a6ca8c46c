"""What a till saw when it priced a sale and the sale itself does not tell: with it anybody can price it again.

It is kept because goods, members and settings are others by the time somebody asks (docs/why/0030). Nothing here is
personal, and of the member only what the programme asks for (``core.repricing.seen``).
"""

from dataclasses import dataclass

SeenGoods = tuple[int, str, int, int, int]
"""(line, brand, marks, least price, cost) of a line's article, prices per unit in minor units; marks: ``core.repricing.seen``.
A line whose article has nothing of it is left out."""


@dataclass(frozen=True, slots=True)
class SeenMember:
    """The member as the till knew it (``core.member.Standing``): what the programme does not ask for stays empty.

    ``tier_since``: day like ``2026-11-22``, "" = nobody said.
    """

    spend_minor: int = 0
    visits: int = 0
    tier_id: str = ""
    tier_since: str = ""
    card_bp: int = 0
    birthday: bool = False
    opted_out: bool = False
    segments: tuple[str, ...] = ()
    clubs: tuple[str, ...] = ()
    counters: tuple[tuple[str, int], ...] = ()
    months: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """``at_us``: when it was priced. ``granted``: points that might pay, minor units. ``coupons``: ids of all on the receipt.

    ``ended``: offers whose budget was known to be used up; ``region``: of the shop; ``over``: the bundle's life was
    over, and offers waited for the centre. ``member`` None = nobody was on the receipt.
    """

    at_us: int
    granted: int = 0
    coupons: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    region: str = ""
    over: bool = False
    goods: tuple[SeenGoods, ...] = ()
    member: SeenMember | None = None
