"""What a paid receipt does beside money: memberships that begin, rewards taken, stamps, uses of clubs; and what may not be sold."""

from dataclasses import replace

from loyalty_pos.core.basket import FiscalObject, Line
from loyalty_pos.core.clubs.membership import bought, next_span
from loyalty_pos.core.clubs.using import uses
from loyalty_pos.core.dates import local_day, moment
from loyalty_pos.core.member import Member
from loyalty_pos.core.money import MILLI
from loyalty_pos.core.problems import ClubNeedsMember, ClubOneFee, RewardNotTaken
from loyalty_pos.core.programme import Club, Programme
from loyalty_pos.core.quote import Quote, QuotedLine
from loyalty_pos.core.rewards.stamps import stamped
from loyalty_pos.core.sale import Issued, Sale, SoldReward
from loyalty_pos.till.benefits.counter import early_refusal, name_of
from loyalty_pos.till.open_receipt import OpenReceipt
from loyalty_pos.till.world import TillWorld


def refuse_unsold(world: TillWorld, receipt: OpenReceipt, quote: Quote) -> None:
    """Raise ``RewardNotTaken``, ``OnlyForClub``, ``ClubNeedsMember`` or ``ClubOneFee`` for what nobody may pay now."""
    programme = world.programmes.current().programme
    for quoted in quote.lines:
        if quoted.line.reward and not _is_taken(quoted):
            raise RewardNotTaken(reward=name_of(programme, quoted.line.reward))
    early = early_refusal(world, receipt)
    if early is not None:
        raise early
    for club in programme.clubs:
        fees = [line for line in receipt.lines if _is_fee(club, line)]
        if len(fees) > 1 or any(line.qty_milli != MILLI for line in fees):
            raise ClubOneFee(club=club.name)
        if fees and receipt.member is None:
            raise ClubNeedsMember(club=club.name)


def with_rights(sale: Sale, quote: Quote, member: Member | None, programme: Programme, zone: str) -> Sale:
    """Return the sale with what it does beside money; ``zone``: the shop's."""
    rewards = tuple(
        SoldReward(one.line.reward, one.line.id, one.points) for one in quote.lines if one.line.reward
    )
    if member is None:
        return replace(sale, rewards=rewards)
    at = moment(sale.sold_at_us)
    fees = {club.article for club in programme.clubs if club.article}
    return replace(
        sale,
        lines=tuple(
            replace(line, fiscal_object=FiscalObject.SERVICE) if line.article_id in fees else line
            for line in sale.lines
        ),
        counted=sale.counted + uses(quote, programme, member.clubs, at, local_day(at, zone)),
        issued=sale.issued + _memberships(quote, member, programme, sale.sold_at_us),
        rewards=rewards,
        stamps=stamped(quote.lines, programme.stamps, local_day(at, programme.zone)),
    )


def _memberships(quote: Quote, member: Member, programme: Programme, sold_at_us: int) -> tuple[Issued, ...]:
    at = moment(sold_at_us)
    return tuple(
        bought(club, quoted.line.id, next_span(club, member.clubs, at, programme.zone))
        for club in programme.clubs
        for quoted in quote.lines
        if _is_fee(club, quoted.line)
    )


def _is_fee(club: Club, line: Line) -> bool:
    return bool(club.article) and line.article.id == club.article and not line.reward


def _is_taken(quoted: QuotedLine) -> bool:
    """Tell whether the reward is given: points or a gift cover all of it."""
    return not quoted.net_minor and (quoted.points > 0 or quoted.discount_minor == quoted.gross_minor)
