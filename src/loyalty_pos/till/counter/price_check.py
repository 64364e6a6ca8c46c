"""What goods would cost alone, for the customer at the counter: told, never rung up."""

from dataclasses import dataclass

from loyalty_pos.core.member import Member
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
    if not isinstance(found, GoodsFound):
        return None
    trial, _ = OpenReceipt(member=member, channel=channel).with_line(
        found.article, found.qty_milli, found.price_minor
    )
    pricer = Pricer(world)
    quote = pricer.price(trial, NO_REDEMPTION)
    return PriceSeen(quote.lines[0], quote.trace, pricer.verdicts(trial, NO_REDEMPTION))
