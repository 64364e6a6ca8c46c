"""The sums over the packs of a till: what the evening's count is laid beside. Pure."""

from collections.abc import Iterable

from loyalty_pos.core.packs.pack import Tally
from loyalty_pos.till.pack_book.port import PackLine


def tally_of(lines: Iterable[PackLine], counted: int | None = None) -> Tally:
    """Return delivered, issued and spoiled over these packs; ``counted``: what lies there."""
    packs = tuple(lines)
    return Tally(
        delivered=sum(line.size for line in packs),
        issued=sum(line.issued for line in packs),
        spoiled=sum(line.spoiled for line in packs),
        counted=counted,
    )
