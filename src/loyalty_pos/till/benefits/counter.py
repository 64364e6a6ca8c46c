"""What the core needs to know of this counter to say which rewards, gifts and goods a member may have now."""

from dataclasses import replace

from loyalty_pos.core.clubs.early import refused_early
from loyalty_pos.core.dates import local_day
from loyalty_pos.core.member import Member
from loyalty_pos.core.points import standing_of
from loyalty_pos.core.problems import NotEnoughPoints, OnlyForClub, Problem, RewardMissingPoints
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.rewards.lines import legally_floored, set_apart
from loyalty_pos.core.rewards.usable import Counter, Usable, usable
from loyalty_pos.till.open_receipt import OpenReceipt
from loyalty_pos.till.world import TillWorld


def usable_now(world: TillWorld, receipt: OpenReceipt, member: Member, wanted: int) -> tuple[Usable, ...]:
    """Return rewards and stamp cards for this receipt; ``wanted``: points that it takes already."""
    programme, now = world.programmes.current().programme, world.clock.now()
    shop_day = local_day(now, world.identity.zone)
    counter = Counter(
        lines=receipt.lines,
        wanted=wanted,
        article=world.goods.by_id,
        floored=lambda article: legally_floored(programme, article, shop_day),
        today=local_day(now, programme.zone),
    )
    return usable(programme, standing_of(member, now), counter)


def missing_for(world: TillWorld, receipt: OpenReceipt, member: Member) -> Problem | None:
    """Return what is missing for the rewards of this receipt if the centre granted every point, None = nothing."""
    programme, now = world.programmes.current().programme, world.clock.now()
    shop_day = local_day(now, world.identity.zone)
    standing = standing_of(member, now)
    apart = set_apart(
        receipt.basket,
        programme,
        replace(standing, redeem_right=max(0, standing.available)),
        local_day(now, programme.zone),
        lambda article: legally_floored(programme, article, shop_day),
    )
    if not apart.refusals:
        return None
    first = apart.refusals[0]
    if isinstance(first, NotEnoughPoints):
        names = ", ".join(
            dict.fromkeys(name_of(programme, line.reward) for line in receipt.lines if line.reward)
        )
        return RewardMissingPoints(reward=names, missing=first.asked - first.available)
    return first


def early_refusal(world: TillWorld, receipt: OpenReceipt) -> OnlyForClub | None:
    """Return why something on the receipt is not for this customer yet (A24), None = everything is."""
    programme = world.programmes.current().programme
    if not programme.early:
        return None
    now = world.clock.now()
    member = receipt.member
    clubs = (
        frozenset(one.club_id for one in member.clubs if one.in_force(now)) if member else frozenset[str]()
    )
    today = local_day(now, world.identity.zone)
    articles = (line.article for line in receipt.lines)
    return next((told for one in articles if (told := refused_early(programme, one, clubs, today))), None)


def name_of(programme: Programme, reward_id: str) -> str:
    """Return what people call a reward or a stamp card."""
    names = {reward.id: reward.name for reward in programme.rewards}
    names |= {card.id: card.name for card in programme.stamps}
    return names.get(reward_id, reward_id)
