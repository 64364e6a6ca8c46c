"""What X and Z tell of a shift beside its sums: discounts by VAT and by who pays them, points taken alone, the drawer.

Made from the shift's own facts each time it is asked for: nothing here is kept, so that nothing can differ from them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.account.card_deeds import CardWhat
from loyalty_pos.core.packs.pack import COUNTED, Tally, tally_in
from loyalty_pos.core.sale import (
    CardIssued,
    CashMoved,
    Fact,
    IssuedKind,
    Noted,
    Return,
    ReturnedLine,
    Sale,
    Tender,
    TenderKind,
    Void,
)
from loyalty_pos.till.other_programs.port import OTHER_TILL

_DRAWER: Final = "drawer_opened"


@dataclass(frozen=True, slots=True)
class ShiftSummary:
    """``by_vat``: (rate in basis points, -1 = none; discount in minor units); ``by_funder``: (partner, "" = the shop; the same).

    The two add up to the shift's discounts each. ``alone``: points that the till took without the centre, ``owing``: of
    them without a guarantee, minor point units; ``kept_minor``: money kept back at returns for points spent already.
    ``moves``: (money put in or, below zero, taken out; why; who approved). ``drawer``: (why, how often) it was opened without a sale,
    ``openings``: (UTC microseconds, why) of each time. ``cards``: given out and not taken back. ``counted``: the last
    count of blank cards in the shift, None = they were not counted. ``discounts_back_minor``: of goods that came back and of
    sales undone in the shift; ``other_till_minor``: of the card money, what a program beside the till took.
    """

    by_vat: tuple[tuple[int, int], ...] = ()
    by_funder: tuple[tuple[str, int], ...] = ()
    alone: int = 0
    owing: int = 0
    kept_minor: int = 0
    discounts_back_minor: int = 0
    other_till_minor: int = 0
    cards: int = 0
    certificates_sold: int = 0
    certificates_used: int = 0
    moves: tuple[tuple[int, str, str], ...] = ()
    drawer: tuple[tuple[str, int], ...] = ()
    openings: tuple[tuple[int, str], ...] = ()
    counted: Tally | None = None


def summary_of(facts: Sequence[Fact]) -> ShiftSummary:
    """Return what these facts of one shift tell."""
    vat, funders, counts = Counter[int](), Counter[str](), Counter[str]()
    moves = []
    for fact in facts:
        match fact:
            case Sale():
                _discounts(fact, vat, funders)
                counts.update(_counted(fact))
            case Return():
                counts["kept_minor"] += fact.withheld_minor
                counts["discounts_back_minor"] += sum(map(_discount_back, fact.lines))
                counts["other_till_minor"] -= _beside(fact.tenders)
            case CardIssued():
                counts["cards"] += 1
            case Void():
                sold = (one for one in facts if isinstance(one, Sale) and one.sale_id == fact.sale_id)
                for sale in sold:
                    counts["discounts_back_minor"] += sale.discount_minor
                    counts["other_till_minor"] -= _beside(sale.tenders)
            case CashMoved():
                moves.append((fact.amount_minor, fact.reason, fact.approved_by))
            case _:
                pass
    notes = [fact for fact in facts if isinstance(fact, Noted)]
    counts["cards"] -= sum(note.what == CardWhat.UNDONE for note in notes)
    openings = tuple((note.noted_at_us, note.reason) for note in notes if note.what == _DRAWER)
    counted = [note.subject for note in notes if note.what == COUNTED]
    return ShiftSummary(
        by_vat=tuple(sorted(vat.items(), reverse=True)),
        by_funder=tuple(sorted(funders.items())),
        moves=tuple(moves),
        drawer=tuple(sorted(Counter(why for _, why in openings).items())),
        openings=openings,
        counted=tally_in(counted[-1]) if counted else None,
        **{name: count for name, count in counts.items() if count},
    )


def _discounts(sale: Sale, vat: Counter[int], funders: Counter[str]) -> None:
    for line in sale.lines:
        for discount in line.discounts:
            vat[line.vat_bp] += discount.amount_minor
            funders[discount.funder] += discount.amount_minor


def _discount_back(line: ReturnedLine) -> int:
    return line.gross_minor - line.paid_minor - line.certificate_minor - line.points_money_minor


def _beside(tenders: Sequence[Tender]) -> int:
    return sum(one.amount_minor for one in tenders if one.reference == OTHER_TILL)


def _counted(sale: Sale) -> Counter[str]:
    return Counter(
        alone=sale.by_grant + sale.by_floor,
        owing=sale.by_floor,
        other_till_minor=_beside(sale.tenders),
        certificates_sold=sum(right.kind is IssuedKind.CERTIFICATE for right in sale.issued),
        certificates_used=sum(tender.kind is TenderKind.CERTIFICATE for tender in sale.tenders),
    )
