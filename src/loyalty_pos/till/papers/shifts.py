"""Papers of the shift: X and Z reports, with what the shift was for the loyalty programme."""

from collections.abc import Mapping, Sequence
from typing import Final

from loyalty_pos.core.packs.pack import Tally
from loyalty_pos.core.receipt import Align, Block, Pair, Receipt, Ruler, Text
from loyalty_pos.core.sale import ShiftClosed, ShiftOpened, ShiftTotals
from loyalty_pos.till.papers.paper import Paper, heading
from loyalty_pos.till.shifts.summary import ShiftSummary
from loyalty_pos.till.words.office.shifts import DRAWER_WHY, MOVES

NO_PACKS: Final = Tally()


def x_receipt(
    opened: ShiftOpened, totals: ShiftTotals, at_us: int, paper: Paper, more: Sequence[Block] = ()
) -> Receipt:
    """Return the reading of an open shift; ``more``: what else is told of it."""
    blocks = heading(paper, "x_report", at_us, number=paper.phrase("shift", number=opened.number))
    blocks += [Pair(paper.word("opened"), paper.moment(opened.opened_at_us)), Ruler()]
    blocks += [*_totals(totals, paper), *more]
    return Receipt(f"x-{opened.shift_id}-{at_us}", tuple(blocks), kind="x_report", number=opened.number)


def z_receipt(
    closed: ShiftClosed, paper: Paper, more: Sequence[Block] = (), *, copy: bool = False
) -> Receipt:
    """Return the closing of a shift: totals, what else is told of it, counted money and the difference."""
    number = paper.phrase("shift", number=closed.number)
    blocks = heading(paper, "z_report", closed.closed_at_us, number=number, copy=copy)
    blocks.append(Ruler())
    blocks += [*_totals(closed.totals, paper), *more, Ruler()]
    difference = closed.counted_minor - closed.totals.cash_in_drawer_minor
    blocks += [
        Pair(f"{paper.money(worth)} x {count}", paper.money(worth * count)) for worth, count in closed.pieces
    ]
    blocks.append(Pair(paper.word("counted"), paper.money(closed.counted_minor)))
    blocks.append(Pair(paper.word("difference"), paper.money(difference), bold=difference != 0))
    blocks += [
        Ruler(),
        Text(closed.head_hash[:16], Align.CENTRE),
        Text(f"{paper.word('signature')} ____________"),
    ]
    return Receipt(f"z-{closed.shift_id}", tuple(blocks), copy=copy, kind="z_report", number=closed.number)


def _totals(totals: ShiftTotals, paper: Paper) -> list[Block]:
    counted = (
        ("sales", totals.sales, totals.sold_minor),
        ("returns", totals.returns, -totals.returned_minor),
        ("voids", totals.voids, -totals.voided_minor),
    )
    money = (
        ("cash", totals.cash_minor),
        ("card", totals.card_minor),
        ("certificate", totals.certificate_minor),
        ("discounts_given", totals.discount_minor),
        ("points_paid", totals.points_money_minor),
        ("float", totals.float_minor),
        ("cash_in", totals.cash_in_minor),
        ("cash_out", -totals.cash_out_minor),
    )
    points = (
        ("points_used", totals.redeemed),
        ("points_given", totals.accrued),
        ("given_back", totals.points_back),
        ("taken_back", totals.accrued_back),
    )
    blocks: list[Block] = []
    for key, n, minor in counted:
        blocks.append(Pair(f"{paper.word(key)}: {paper.phrase('count', n=n)}", paper.money(minor)))
    if totals.certificates_sold_minor:
        blocks.append(Pair(paper.word("certificates_sold"), paper.money(totals.certificates_sold_minor)))
    blocks.append(Ruler())
    blocks += [Pair(paper.word(key), paper.money(minor)) for key, minor in money]
    blocks.append(Pair(paper.word("in_drawer"), paper.money(totals.cash_in_drawer_minor), bold=True))
    blocks.append(Ruler())
    blocks += [Pair(paper.word(key), paper.points(amount)) for key, amount in points]
    return blocks


def summary_blocks(summary: ShiftSummary, paper: Paper, packs: Tally = NO_PACKS) -> list[Block]:
    """Return discounts by VAT and by who pays them, points taken alone, certificates, the drawer; nothing of what was not.

    ``packs``: blank cards of this till now.
    """
    groups: list[list[Block]] = [
        [Pair(_vat(rate, paper), paper.money(minor)) for rate, minor in summary.by_vat],
        [
            Pair(paper.phrase("paid_by", who=funder or paper.word("the_shop")), paper.money(minor))
            for funder, minor in summary.by_funder
        ],
        _after_returns(summary, paper),
        [Pair(paper.word("other_till_took"), paper.money(summary.other_till_minor))]
        if summary.other_till_minor
        else [],
        [Pair(paper.word(key), text) for key, text in _loyalty(summary, paper)],
        [Pair(_why(MOVES, reason, paper), paper.money(minor)) for minor, reason, _ in summary.moves],
        [Pair(_why(DRAWER_WHY, reason, paper), str(count)) for reason, count in summary.drawer],
        _plastic(packs, summary.counted, paper),
    ]
    titles = (
        "discounts_by_vat",
        "discounts_by_funder",
        "discounts_after_returns",
        "beside_another_till",
        "loyalty_of_shift",
        "cash_moves",
        "drawer_log",
        "blank_cards",
    )
    blocks: list[Block] = []
    for title, group in zip(titles, groups, strict=True):
        if group:
            blocks += [Ruler(), Text(paper.word(title), bold=True), *group]
    return blocks


def _after_returns(summary: ShiftSummary, paper: Paper) -> list[Block]:
    """Return what of the discounts is left after goods came back; the sums above are those of the sales."""
    back_minor = summary.discounts_back_minor
    if not back_minor:
        return []
    given_minor = sum(minor for _, minor in summary.by_funder)
    return [
        Pair(paper.word("discounts_at_sale"), paper.money(given_minor)),
        Pair(paper.word("discounts_back"), paper.money(-back_minor)),
        Pair(paper.word("discounts_left"), paper.money(given_minor - back_minor), bold=True),
    ]


def _loyalty(summary: ShiftSummary, paper: Paper) -> list[tuple[str, str]]:
    every = (
        ("cards_given_out", summary.cards, str(summary.cards)),
        ("certificates_sold_count", summary.certificates_sold, str(summary.certificates_sold)),
        ("certificates_used_count", summary.certificates_used, str(summary.certificates_used)),
        ("points_alone", summary.alone, paper.points(summary.alone)),
        ("points_owing", summary.owing, paper.points(summary.owing)),
        ("kept_back", summary.kept_minor, paper.money(summary.kept_minor)),
    )
    return [(key, text) for key, count, text in every if count]


def _plastic(packs: Tally, counted: Tally | None, paper: Paper) -> list[Block]:
    """Return delivered = given out + spoiled + left; what was counted in this shift stands with what differed then."""
    if not packs.delivered:
        return []
    sums = (
        ("packs_delivered", packs.delivered),
        ("packs_issued", packs.issued),
        ("packs_spoiled", packs.spoiled),
        ("packs_left", packs.left),
    )
    blocks: list[Block] = [Pair(paper.word(key), str(cards)) for key, cards in sums]
    if counted is None or counted.counted is None:
        return [*blocks, Pair(paper.word("packs_not_counted"), "")]
    blocks.append(Pair(paper.word("counted"), str(counted.counted)))
    differs = counted.difference != 0
    return [
        *blocks,
        Pair(paper.word("difference"), f"{counted.difference:+d}" if differs else "0", bold=differs),
    ]


def _vat(rate: int, paper: Paper) -> str:
    return paper.word("no_vat") if rate < 0 else paper.phrase("vat_rate", bp=rate)


def _why(words: Mapping[str, Mapping[str, str]], reason: str, paper: Paper) -> str:
    """Return the reason in the shop's language; what a cashier of an older program wrote stands as it is."""
    return words[paper.language].get(reason, reason)
