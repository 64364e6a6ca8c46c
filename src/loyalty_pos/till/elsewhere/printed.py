"""A sale by the paper that another program printed for it; only what this till has in its own book."""

from loyalty_pos.core.beside.paper import PaperKind, read_paper
from loyalty_pos.core.problems import OtherPaperKind, OtherPaperUnreadable
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.world import TillWorld


def sale_printed_as(world: TillWorld, text: str) -> Sale | None:
    """Return the newest sale with this number or fiscal QR, None = none here. Raises ``OtherPaperKind``."""
    try:
        paper = read_paper(text)
    except OtherPaperUnreadable:
        return None
    if paper.kind not in {None, PaperKind.SALE}:
        raise OtherPaperKind
    sale_id = world.beside.sale_of(paper.key)
    return world.journal.sale_by_id(sale_id) if sale_id else None
