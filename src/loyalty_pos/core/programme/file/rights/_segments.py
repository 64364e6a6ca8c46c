"""The segments of a programme file."""

from loyalty_pos.core.programme.file._bounds import MOST_DAYS
from loyalty_pos.core.programme.file._toml_table import Table
from loyalty_pos.core.programme.segments import Segment


def read_segment(table: Table) -> Segment:
    """Return one segment; without a rule it is a list made by hand."""
    bought = table.table("bought")
    segment = Segment(
        id=table.text("id"),
        name=table.text("name"),
        spend_minor=table.whole("spend_from_minor", 0),
        visits=table.whole("visits_from", 0),
        bought=bought.texts("categories"),
        days=table.whole("days", 0, high=MOST_DAYS),
        not_seen_days=table.whole("not_seen_days", 0, high=MOST_DAYS),
    )
    bought.done()
    table.done()
    return segment
