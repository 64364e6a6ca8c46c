"""What goods would cost alone, for the customer at the counter: told, never rung up."""

from dataclasses import dataclass

from loyalty_pos.core.basket import Article
from loyalty_pos.core.member import Member
from loyalty_pos.core.money import MILLI
from loyalty_pos.core.pricing.why_not import Verdict
from loyalty_pos.core.quote import QuotedLine, Step
from loyalty_pos.till.open_receipt import OpenReceipt
from loyalty_pos.till.pricer import Pricer
from loyalty_pos.till.redemption import NO_REDEMPTION
from loyalty_pos.till.resolver import GoodsFound, resolve
from loyalty_pos.till.world import TillWorld


@dataclass(frozen=True, slots=True)
class PriceSeen:
    """The line that the goods would be, with every step to its price and what became of each offer."""

    line: QuotedLine
    trace: tuple[Step, ...]
    verdicts: tuple[Verdict, ...]


def price_of(world: TillWorld, text: str, member: Member | None, channel: str = "") -> PriceSeen | None:
    """Return what the scanned goods would cost, None = the text is no goods. Raises what is wrong with the code."""
    found = resolve(world, text)
    return _seen(world, found, member, channel) if isinstance(found, GoodsFound) else None


def price_of_article(
    world: TillWorld, article: Article, member: Member | None, channel: str = ""
) -> PriceSeen:
    """Return what one of these goods would cost."""
    return _seen(world, GoodsFound(article, MILLI, article.price_minor), member, channel)


def _seen(world: TillWorld, goods: GoodsFound, member: Member | None, channel: str) -> PriceSeen:
    receipt = OpenReceipt(member=member, channel=channel)
    trial, _ = receipt.with_line(goods.article, goods.qty_milli, goods.price_minor)
    pricer = Pricer(world)
    quote = pricer.price(trial, NO_REDEMPTION)
    return PriceSeen(quote.lines[0], quote.trace, pricer.verdicts(trial, NO_REDEMPTION))
