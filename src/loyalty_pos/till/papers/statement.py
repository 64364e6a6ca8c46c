"""Where a member's points are, on the paper of the receipt printer: opening, every change, now, who was not heard."""

from loyalty_pos.core.receipt import Align, Block, Pair, Receipt, Ruler, Text
from loyalty_pos.till.papers.paper import Paper, heading
from loyalty_pos.till.papers.statement_lines import StatementWords
from loyalty_pos.wire.office import Statement


def statement_paper(told: Statement, at_us: int, paper: Paper, *, from_centre: bool) -> Receipt:
    """Return the paper; the oldest change stands first, so that it is added up from the top."""
    words = StatementWords(paper.language, paper.zone, paper.exponent)
    blocks = heading(paper, "statement", at_us)
    blocks += [Pair(paper.word("member_card"), f"**** {told.card_last4}"), Text(told.name)]
    blocks += [Text(words.source(told, from_centre=from_centre)), Ruler()]
    blocks.append(Pair(*words.opening(told, from_centre=from_centre), bold=True))
    for line in reversed(words.changes(told)):
        blocks.append(Pair(f"{line.when} {line.what}", line.points))
        blocks += [Text(f"  {line.where}")] if line.where else []
    blocks.append(Ruler())
    total, *parts = words.now(told)
    blocks.append(Pair(*total, bold=True))
    blocks += [Pair(*pair) for pair in (*parts, *words.beside(told))]
    blocks += _last(told, words, from_centre=from_centre)
    return Receipt(f"statement-{told.account_id}-{at_us}", tuple(blocks), kind="statement")


def _last(told: Statement, words: StatementWords, *, from_centre: bool) -> list[Block]:
    blocks: list[Block] = [Text(words.word("st.wrong"), bold=True)] if not told.adds_up else []
    silent = words.silent(told)
    if silent:
        blocks += [Ruler(), Text(words.word("st.silent"), bold=True), *map(Text, silent)]
    elif from_centre:
        blocks += [Ruler(), Text(words.word("st.all_heard"), Align.LEFT)]
    return blocks
