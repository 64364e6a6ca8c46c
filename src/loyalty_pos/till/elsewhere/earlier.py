"""What came back of a sale before, at this till and, as far as it was told, at others; each return counted once."""

from collections.abc import Sequence
from dataclasses import dataclass

from loyalty_pos.core.problems import PaperMoneyGone
from loyalty_pos.core.sale import Return, ReturnedLine, Sale, Tender
from loyalty_pos.till.elsewhere.finding import OtherReceipt
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.rows import CameBackRow


@dataclass(frozen=True, slots=True)
class Earlier:
    """Lines and money of all earlier returns; ``is_voided``: the whole sale was undone, here or elsewhere."""

    lines: tuple[ReturnedLine, ...]
    tenders: tuple[Tender, ...]
    is_voided: bool

    def refuse_more_than_paid(self, sale: Sale, now: Sequence[ReturnedLine]) -> None:
        """Raise ``PaperMoneyGone``: where a part came back by its sum, lines and sums must not add up to more."""
        paid = sale.paid_minor - sum(line.paid_minor for line in self.lines)
        certificate = sale.certificate_minor - sum(line.certificate_minor for line in self.lines)
        over = sum(line.paid_minor for line in now) > paid
        if over or sum(line.certificate_minor for line in now) > certificate:
            raise PaperMoneyGone(receipt=sale.code, left_minor=max(0, paid) + max(0, certificate))


def earlier_of(world: TillWorld, sale: Sale, receipt: OtherReceipt | None) -> Earlier:
    """Return what came back before; ``receipt``: of another till, with what the centre answered about it."""
    own = world.journal.returns_of(sale.sale_id)
    known = {returned.return_id for returned in own}
    told: dict[str, CameBackRow] = {}
    voided = world.journal.is_voided(sale.sale_id)
    for row in (world.elsewhere.came_back.of_sale(sale.sale_id), receipt.came_back if receipt else None):
        if row is not None:
            told |= {one.return_id: one for one in row.returns if one.return_id not in known}
            voided = voided or row.voided
    papers: list[Return | CameBackRow] = [*own, *told.values()]
    return Earlier(
        lines=tuple(line for paper in papers for line in paper.lines),
        tenders=tuple(tender for paper in papers for tender in paper.tenders),
        is_voided=voided,
    )
