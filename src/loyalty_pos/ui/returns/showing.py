"""From receipts and what comes back of them to the rows of the page. No Qt, no words."""

from collections.abc import Mapping, Sequence

from loyalty_pos.core import dates
from loyalty_pos.core.problems import AllReturned, AlreadyReturned, AlreadyVoided, Problem
from loyalty_pos.core.sale import Sale
from loyalty_pos.till.returns import CameBack, ReturnableLine, ReturnPreview, Returns
from loyalty_pos.ui.returns.state import ReturnRow, SaleRow
from loyalty_pos.ui.shell.port import Shell


def previewed(returns: Returns, shell: Shell, sale: Sale, wanted: Mapping[int, int]) -> ReturnPreview | None:
    """Return what comes back for these lines; what cannot be is refused on the page."""
    if not wanted:
        return None
    try:
        return returns.preview(sale, wanted)
    except Problem as problem:
        shell.refuse(problem)
        return None


def line_rows(
    lines: Sequence[ReturnableLine], asked: Mapping[int, int], preview: ReturnPreview | None
) -> tuple[ReturnRow, ...]:
    """Return each line with what of it comes back, and what that gives back."""
    parts = preview.lines if preview else ()
    return tuple(
        ReturnRow(
            line, asked.get(line.line_id, 0), tuple(one for one in parts if one.line_id == line.line_id)
        )
        for line in lines
    )


def sale_row(sale: Sale, back: CameBack) -> SaleRow:
    """Return one sale to choose from."""
    goods = ", ".join(line.name for line in sale.lines)
    return SaleRow(sale.code, sale.number, dates.moment(sale.sold_at_us), sale.paid_minor, goods, back)


def meanwhile(
    returns: Returns, sale: Sale, before: Sequence[ReturnableLine], now: Sequence[ReturnableLine]
) -> Problem | None:
    """Return what to say of a receipt of which something came back elsewhere while its page was open, None = nothing did."""
    fewer = [one for was, one in zip(before, now, strict=True) if one.left_milli < was.left_milli]
    if not fewer:
        return None
    match returns.came_back(sale):
        case CameBack.VOIDED:
            return AlreadyVoided(receipt=sale.code)
        case CameBack.ALL:
            return AllReturned(receipt=str(sale.number))
        case _:
            return AlreadyReturned(line_id=fewer[0].line_id, left_milli=fewer[0].left_milli)


def still_asked(asked: Mapping[int, int], lines: Sequence[ReturnableLine]) -> dict[int, int]:
    """Return what was asked as far as it can still come back."""
    return {one.line_id: min(one.left_milli, asked.get(one.line_id, 0)) for one in lines}
