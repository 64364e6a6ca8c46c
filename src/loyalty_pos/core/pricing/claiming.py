"""What a past receipt would have earned for a member who was not on it: "missing points" (001, decisions 9).

The prices of then stand: nothing becomes cheaper, only points are worked out, by the rules of accrual of the
programme that priced it. It must never be used for a receipt that has a member.
"""

from collections.abc import Mapping
from dataclasses import replace

from loyalty_pos.core.basket import Article, Basket, Line
from loyalty_pos.core.dates import micros, moment
from loyalty_pos.core.member import Standing
from loyalty_pos.core.points import extra_life, extra_partner, lot_life
from loyalty_pos.core.pricing._accrual import Earned, accrue
from loyalty_pos.core.pricing._compiled import compile_programme
from loyalty_pos.core.pricing._opening import open_sheet
from loyalty_pos.core.pricing._points import Redeemed
from loyalty_pos.core.pricing._sheet import Context
from loyalty_pos.core.problems import AlreadyClaimed
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.quote import Award, Cause, Given
from loyalty_pos.core.sale import Sale, SoldAward, SoldLine

_PAST = "past"


def claimed(sale: Sale, articles: Mapping[str, Article], programme: Programme, standing: Standing) -> Sale:
    """Return the sale with the member on it and the points it earns, to be posted like any sale.

    ``articles`` by id: what is not among them earns by its category alone. The points' life counts from the sale.
    Raises AlreadyClaimed where the receipt has a member.
    """
    if sale.account_id:
        raise AlreadyClaimed(receipt=sale.code)
    earned = _earned(sale, articles, programme, standing)
    base = sum(earned.lines) - sum(award.points for award in earned.awards)
    active, ends = lot_life(programme, moment(sale.sold_at_us))
    return replace(
        sale,
        account_id=standing.account_id,
        lines=tuple(
            replace(line, accrued=points) for line, points in zip(sale.lines, earned.lines, strict=True)
        ),
        accrued=sum(earned.lines),
        activate_at_us=micros(active) if base else 0,
        expire_at_us=micros(ends) if base and ends else 0,
        awards=tuple(_award(award, sale, programme) for award in earned.awards),
        counted=earned.counted,
    )


def _earned(sale: Sale, articles: Mapping[str, Article], programme: Programme, standing: Standing) -> Earned:
    lines = tuple(_line(line, articles) for line in sale.lines)
    context = Context(moment(sale.sold_at_us), store_id=sale.store_id, channel=sale.channel)
    sheet = open_sheet(Basket(lines), compile_programme(programme), standing, context)
    sheet.net = [line.net_minor for line in sale.lines]
    sheet.discounts = [_discounts(line) for line in sale.lines]
    nothing = [0] * len(lines)
    return accrue(sheet, Redeemed(0, 0, nothing, nothing), [line.certificate_minor for line in sale.lines])


def _discounts(line: SoldLine) -> list[Given]:
    given = sum(d.amount_minor for d in line.discounts if d.cause != Cause.ROUNDING)
    return [(_PAST, Cause.ITEM, given, "")] if given else []


def _line(line: SoldLine, articles: Mapping[str, Article]) -> Line:
    """Return the line as it was rung up; the article as it is known now, its price as it was then."""
    bare = Article(line.article_id, line.name, line.price_minor, line.category)
    return Line(line.line_id, articles.get(line.article_id, bare), line.qty_milli, line.price_minor)


def _award(award: Award, sale: Sale, programme: Programme) -> SoldAward:
    active, ends = extra_life(programme, award.id, moment(sale.sold_at_us))
    partner = extra_partner(programme, award.id)
    return SoldAward(award.id, award.points, micros(active), micros(ends) if ends else 0, partner)
