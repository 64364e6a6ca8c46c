"""The slip for a card that was put to a receipt after it was paid."""

from loyalty_pos.core import dates
from loyalty_pos.core.receipt import Align, Block, Pair, Receipt, Ruler, Text
from loyalty_pos.core.sale import CardAttached
from loyalty_pos.till.balance import Balance
from loyalty_pos.till.formats import points_in_words
from loyalty_pos.till.papers.paper import Paper, balance_pairs, heading
from loyalty_pos.till.receipt_code import spaced


def late_card_slip(attached: CardAttached, balance: Balance | None, paper: Paper) -> Receipt:
    """Return the slip: how many points, to which card, for which receipt; what the member has now, if known."""
    earning = attached.earning
    number = paper.phrase("receipt_number", number=earning.number)
    blocks = heading(paper, "late_card", attached.attached_at_us, number=number)
    blocks += [Text(paper.programme, Align.CENTRE, bold=True), Ruler()]
    points = points_in_words(earning.accrued, paper.exponent, paper.language)
    blocks.append(Text(paper.phrase("late_card_added", last4=earning.card_last4, points=points), bold=True))
    blocks += [
        Pair(paper.word("of_receipt"), spaced(earning.code)),
        Pair(paper.word("late_card_bought"), paper.moment(earning.sold_at_us)),
    ]
    blocks += _life(paper, attached)
    blocks += balance_pairs(paper, balance) if balance is not None else []
    if attached.approved_by:
        blocks.append(Pair(paper.word("approved_by"), attached.approved_by))
    return Receipt(f"late-card-{earning.sale_id}", tuple(blocks), kind="late_card", number=earning.number)


def _life(paper: Paper, attached: CardAttached) -> list[Block]:
    earning = attached.earning
    if not earning.base_accrued or earning.activate_at_us <= attached.attached_at_us:
        return []
    day = paper.day(dates.moment(earning.activate_at_us))
    return [Text(paper.phrase("active_from", day=day))]
