"""Finds the line of a receipt that goods on the counter came from. No Qt."""

from collections.abc import Mapping, Sequence

from loyalty_pos.core.sale import Sale
from loyalty_pos.till.returns import ReturnableLine


def goods_row(
    sale: Sale, lines: Sequence[ReturnableLine], asked: Mapping[int, int], article_id: str
) -> int | None:
    """Return the place of the first line with this article of which something may still come back."""
    ids = {line.line_id for line in sale.lines if line.article_id == article_id}
    for row, line in enumerate(lines):
        if line.line_id in ids and line.left_milli > asked.get(line.line_id, 0):
            return row
    return None
