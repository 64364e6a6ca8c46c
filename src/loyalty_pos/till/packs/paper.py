"""The evening's count of blank cards on paper: each pack, the sums, the difference, a place to sign."""

from collections.abc import Sequence

from loyalty_pos.core.cards import last4
from loyalty_pos.core.packs.pack import Tally
from loyalty_pos.core.receipt import Align, Block, Pair, Receipt, Ruler, Text
from loyalty_pos.core.sale import Noted
from loyalty_pos.till.pack_book.port import PackLine
from loyalty_pos.till.papers.paper import Paper, heading


def count_paper(lines: Sequence[PackLine], tally: Tally, note: Noted, paper: Paper) -> Receipt:
    """Return the slip of a count."""
    blocks: list[Block] = [*heading(paper, "pack_count", note.noted_at_us), Ruler()]
    for line in lines:
        ends = f"{last4(line.first)} … {last4(line.last)}"
        blocks.append(Pair(ends, f"{line.left} / {line.size}"))
    blocks.append(Ruler())
    sums = (
        ("packs_delivered", tally.delivered),
        ("packs_issued", tally.issued),
        ("packs_spoiled", tally.spoiled),
        ("packs_left", tally.left),
        ("counted", tally.counted or 0),
    )
    blocks += [Pair(paper.word(key), str(amount)) for key, amount in sums]
    blocks.append(Pair(paper.word("difference"), f"{tally.difference:+d}", bold=tally.difference != 0))
    blocks += [Ruler(), Text(f"{paper.word('signature')} ____________", Align.LEFT)]
    return Receipt(f"packs-{note.noted_at_us}", tuple(blocks), kind="pack_count")
