"""The question that a till asked its pricing, rebuilt from the sale that came of it.

It takes nothing from anywhere else: goods, members and settings of today never touch a price of then.
"""

from datetime import date
from typing import NamedTuple

from loyalty_pos.core.basket import Article, Basket, Line, Unit
from loyalty_pos.core.dates import moment
from loyalty_pos.core.member import Standing
from loyalty_pos.core.pricing import Context
from loyalty_pos.core.repricing.seen import Mark
from loyalty_pos.core.sale import IssuedKind, Sale, Seen, SeenMember, SoldLine


class Question(NamedTuple):
    """What pricing takes beside the programme."""

    basket: Basket
    standing: Standing | None
    context: Context


def question_of(sale: Sale, seen: Seen, zone: str) -> Question:
    """Return the question behind a sale; ``zone``: the shop's, which its event names."""
    rewards = {reward.line_id: reward.id for reward in sale.rewards}
    sold = {one.line_id for one in sale.issued if one.kind is IssuedKind.CERTIFICATE}
    facts = {line_id: others for line_id, *others in seen.goods}
    lines = tuple(
        Line(
            id=line.line_id,
            article=_article(line, *facts.get(line.line_id, ("", 0, 0, 0))),
            qty_milli=line.qty_milli,
            price_minor=line.price_minor,
            reward=rewards.get(line.line_id, ""),
            voucher=int(line.line_id in sold),  # pricing asks only whether the line sells one
        )
        for line in sale.lines
    )
    context = Context(
        now=moment(seen.at_us),
        zone=zone,
        wanted=seen.granted,
        certificate_minor=sale.certificate_minor,
        bundle=sale.bundle,
        store_id=sale.store_id,
        channel=sale.channel,
        region=seen.region,
        coupons=seen.coupons,
        ended=frozenset(seen.ended),
    )
    standing = _standing(sale.account_id, seen.member, seen.granted) if seen.member is not None else None
    return Question(Basket(lines), standing, context)


def _article(line: SoldLine, brand: str, marks: int, min_price_minor: int, cost_minor: int) -> Article:
    return Article(
        id=line.article_id,
        name=line.name,
        price_minor=line.price_minor,
        category=line.category,
        brand=brand,
        unit=Unit.KILOGRAM if marks & Mark.MEASURED else Unit.PIECE,  # all that is measured is priced alike
        vat_bp=line.vat_bp,
        min_price_minor=min_price_minor,
        cost_minor=cost_minor,
        fixed_price=bool(marks & Mark.FIXED_PRICE),
        no_discount=bool(marks & Mark.NO_DISCOUNT),
        no_earn=bool(marks & Mark.NO_EARN),
        no_redeem=bool(marks & Mark.NO_REDEEM),
    )


def _standing(account_id: str, member: SeenMember, granted: int) -> Standing:
    return Standing(
        account_id=account_id,
        available=granted,
        spend_minor=member.spend_minor,
        visits=member.visits,
        tier_id=member.tier_id,
        card_discount_bp=member.card_bp,
        redeem_right=granted,
        segments=frozenset(member.segments),
        clubs=frozenset(member.clubs),
        birthday=member.birthday,
        opted_out=member.opted_out,
        counters=member.counters,
        months=member.months,
        tier_since=date.fromisoformat(member.tier_since) if member.tier_since else None,
    )
