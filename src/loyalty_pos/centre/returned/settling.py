"""What a return is worth beside all others of the same sale, at whichever tills, in whatever order they come.

The money has left a drawer and stays as it was told: twice the same goods is an alarm that names both receipts.
Points are the ledger's own: each piece gives them back once (I17), and takes the earned ones once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Document, FeedRow
from loyalty_pos.centre.returned.finding import fact_in, undone_in
from loyalty_pos.centre.rows import returned_row
from loyalty_pos.core.problems import NotAProof
from loyalty_pos.core.receipt_proof.paper import Written, read_proof, says_the_same
from loyalty_pos.core.returns import within_sale
from loyalty_pos.core.sale import Return, ReturnedLine, Sale, Void
from loyalty_pos.wire.events import Event


@dataclass(frozen=True, slots=True)
class Settled:
    """``twice``: the codes of the receipts that took back the same goods, this one last; empty = nobody did.

    ``differs``: the paper that the goods came back by says something else than the books.
    """

    fact: Return
    twice: tuple[str, ...] = ()
    differs: bool = False


class ReturnedGoods:
    """One batch's look at goods that come back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._told: dict[str, list[Return | Void]] = {}

    def settled(self, fact: Return, sale: Document, before: Sequence[Document]) -> Settled:
        """Return the fact with the points that are right, whatever the till could know."""
        event = self._desk.events.by_id(sale.agent_id, sale.event_id)
        sold = fact_in(event)
        if event is None or not isinstance(sold, Sale):
            return Settled(fact)
        earlier = [one for one in undone_in(self._desk, before) if isinstance(one, Return)]
        already = [line for one in earlier for line in one.lines]
        lines = within_sale(sold, already, fact.lines)
        differs = bool(fact.proof) and not _is_true(
            fact, sold, Written(event.agent_id, event.seq, event.hash)
        )
        if lines == fact.lines or any(line.line_id not in _ids(sold) for line in fact.lines):
            return Settled(fact, (), differs)  # a return by its sum is held to the sums of the sale
        right = replace(
            fact,
            points_back=max(0, fact.points_back + _points(lines) - _points(fact.lines)),
            accrued_back=max(0, fact.accrued_back + _accrued(lines) - _accrued(fact.lines)),
        )
        twice = _quantity(lines) < _quantity(fact.lines)
        return Settled(right, _codes(fact, earlier) if twice else (), differs)

    def sold(self, sale: Document) -> Sale | None:
        """Return the sale as its till wrote it, None where it cannot be read."""
        fact = fact_in(self._desk.events.by_id(sale.agent_id, sale.event_id))
        return fact if isinstance(fact, Sale) else None

    def returns(self, documents: Sequence[Document]) -> list[tuple[Event, Return]]:
        """Return those of these papers that are returns, with their events, the newest first."""
        papers = sorted(documents, key=lambda one: (one.at_us, one.document_id), reverse=True)
        events = [self._desk.events.by_id(paper.agent_id, paper.event_id) for paper in papers]
        facts = [(event, fact_in(event)) for event in events]
        return [(event, fact) for event, fact in facts if event and isinstance(fact, Return)]

    def keep(self, fact: Return | Void, before: Sequence[Document]) -> None:
        """Remember that it is in the books now: all tills are told what came back of its sale."""
        if fact.sale_id not in self._told:
            self._told[fact.sale_id] = undone_in(self._desk, before)
        self._told[fact.sale_id].append(fact)

    def rows(self) -> list[FeedRow]:
        """Return the rows for the tills."""
        return [returned_row(sale_id, facts) for sale_id, facts in self._told.items()]


def _codes(fact: Return, earlier: Sequence[Return]) -> tuple[str, ...]:
    """Return the receipts of the earlier returns of the same lines, and this one's."""
    lines = {(line.line_id, line.part) for line in fact.lines}
    same = [one.code for one in earlier if lines & {(line.line_id, line.part) for line in one.lines}]
    return (*same, fact.code)


def _is_true(fact: Return, sold: Sale, written: Written) -> bool:
    try:
        return says_the_same(read_proof(fact.sale_code, fact.proof), sold, written)
    except NotAProof:
        return False


def _ids(sale: Sale) -> set[int]:
    return {line.line_id for line in sale.lines}


def _points(lines: Sequence[ReturnedLine]) -> int:
    return sum(line.points for line in lines)


def _accrued(lines: Sequence[ReturnedLine]) -> int:
    return sum(line.accrued for line in lines)


def _quantity(lines: Sequence[ReturnedLine]) -> int:
    return sum(line.qty_milli for line in lines)
