"""Papers of the shift and of a card: X and Z reports, the slip of a new card, the slip of a balance."""

from dataclasses import dataclass

from loyalty_pos.core.cards import masked
from loyalty_pos.core.member import Member
from loyalty_pos.core.receipt import Align, Block, Pair, Qr, Receipt, Ruler, Text
from loyalty_pos.core.sale import CardIssued, ShiftClosed, ShiftOpened, ShiftTotals
from loyalty_pos.till.balance import Balance
from loyalty_pos.till.papers.paper import Paper, balance_pairs, heading


def x_receipt(opened: ShiftOpened, totals: ShiftTotals, at_us: int, paper: Paper) -> Receipt:
    """Return the reading of an open shift."""
    blocks = heading(paper, "x_report", at_us, number=paper.phrase("shift", number=opened.number))
    blocks += [Pair(paper.word("opened"), paper.moment(opened.opened_at_us)), Ruler()]
    blocks += _totals(totals, paper)
    return Receipt(f"x-{opened.shift_id}-{at_us}", tuple(blocks), kind="x_report", number=opened.number)


def z_receipt(closed: ShiftClosed, paper: Paper, *, copy: bool = False) -> Receipt:
    """Return the closing of a shift: totals, counted money and the difference."""
    number = paper.phrase("shift", number=closed.number)
    blocks = heading(paper, "z_report", closed.closed_at_us, number=number, copy=copy)
    blocks.append(Ruler())
    blocks += _totals(closed.totals, paper)
    difference = closed.counted_minor - closed.totals.cash_in_drawer_minor
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


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose card it is, for the paper alone: no event tells it in clear."""

    name: str
    phone_masked: str


def card_slip(issued: CardIssued, holder: Holder, paper: Paper, *, virtual: bool) -> Receipt:
    """Return the slip of a new card; a virtual one carries its number as QR, plastic is shown by its end only."""
    blocks = heading(paper, "card_slip", issued.issued_at_us)
    blocks += [Text(paper.programme, Align.CENTRE, bold=True), Ruler()]
    blocks.append(Pair(paper.word("member_card"), masked(issued.card_number)))
    blocks += [Pair(paper.word("name"), holder.name)] if holder.name else []
    blocks.append(Pair(paper.word("phone"), holder.phone_masked))
    if virtual:
        blocks += [Qr(issued.card_number), Text(paper.word("keep_this_code"), Align.CENTRE)]
    blocks += [Ruler(), Text(paper.word("consents"))]
    blocks += [Pair(f"  {_consent(paper, kind)}", version) for kind, version in issued.consents]
    blocks.append(Text(f"{paper.word('signature')} ____________"))
    return Receipt(issued.account_id, tuple(blocks), kind="card_slip")


def _consent(paper: Paper, kind: str) -> str:
    return paper.word(f"consent.{kind}")


def balance_slip(member: Member, balance: Balance, at_us: int, paper: Paper) -> Receipt:
    """Return a member's points on paper, with the age of the data where it is known."""
    blocks = heading(paper, "balance_slip", at_us)
    blocks += [Text(paper.programme, Align.CENTRE, bold=True), Ruler()]
    blocks.append(Pair(paper.word("member_card"), f"**** {member.card_last4}"))
    blocks += balance_pairs(paper, balance)
    if balance.next_tier is not None:
        blocks.append(Pair(paper.word("next_tier"), paper.money(balance.next_tier.missing_minor)))
    if balance.as_of is not None:
        blocks.append(Text(paper.phrase("balance_as_of", day=paper.day(balance.as_of))))
    return Receipt(f"balance-{member.account_id}-{at_us}", tuple(blocks), kind="balance_slip")
