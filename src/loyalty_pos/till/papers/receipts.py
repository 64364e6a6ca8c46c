"""The customer's papers of a sale, a return and a void, as blocks; nothing here knows a printer.

The receipt carries one QR: its code and, signed, what a return in any shop needs (decisions 16); nothing personal.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from loyalty_pos.core import dates, scan
from loyalty_pos.core.problems import Problem
from loyalty_pos.core.programme.conditions import is_subscription
from loyalty_pos.core.quote import Quote, Step
from loyalty_pos.core.receipt import Align, Barcode, Block, Pair, Qr, Receipt, Ruler, Text
from loyalty_pos.core.sale import Issued, IssuedKind, Return, Sale, SoldLine, Tender, TenderKind, Void
from loyalty_pos.till.balance import Balance
from loyalty_pos.till.papers.paper import Paper, balance_pairs, heading, paper_of, vat_pairs
from loyalty_pos.till.receipt_code import spaced
from loyalty_pos.till.wording import channel_name, sentence, step_text

__all__ = ["Extras", "paper_of", "return_receipt", "sale_receipt", "void_receipt"]


@dataclass(frozen=True, slots=True)
class CertificateLeft:
    """``left_minor``: what is on it now, None = the paper is a copy of an older moment.

    ``alone``: the centre has not heard of it, so other tills go by what was on it before.
    """

    last4: str
    left_minor: int | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class StampsNow:
    """A stamp card: how many stamps are ``there`` and how many are one gift."""

    name: str
    there: int
    needed: int


@dataclass(frozen=True, slots=True)
class PrintedCoupon:
    """A coupon for the next purchase: its code, what it gives, from when until when (0 = open)."""

    code: str
    name: str
    since_us: int
    until_us: int


@dataclass(frozen=True, slots=True)
class Extras:
    """What a sale's paper says beyond the sale. ``remark``: why points could not pay, told to the customer.

    ``proof``: digits behind the code in the QR (``core.receipt_proof``).
    ``certificates``: by the reference of the tender, what is known of a certificate that paid or has its money back.
    ``sold_alone``: nobody else knows yet of the certificates that were sold. ``limited``: why it earned less than it might.
    """

    balance: Balance | None = None
    fiscal_sign: str = ""
    remark: Problem | None = None
    copy: bool = False
    certificates: Mapping[str, CertificateLeft] = field(default_factory=dict)
    coupons: tuple[PrintedCoupon, ...] = ()
    stamps: tuple[StampsNow, ...] = ()
    proof: str = ""
    sold_alone: bool = False
    limited: Step | None = None


NOTHING_MORE = Extras()
_LIMITED: Final = frozenset({"accrual_limited", "accrual_receipts"})


def earning_limited(quote: Quote) -> Step | None:
    """Return what kept a receipt from earning all that it might, None = nothing did."""
    return next((step for step in quote.trace if step.what in _LIMITED), None)


def sale_receipt(sale: Sale, paper: Paper, extras: Extras = NOTHING_MORE) -> Receipt:
    """Return the receipt of a sale; a copy says so and never opens the drawer."""
    number = paper.phrase("receipt_number", number=sale.number)
    blocks = heading(paper, "sale", sale.sold_at_us, number=number, copy=extras.copy)
    if sale.channel:
        blocks.append(Text(channel_name(sale.channel, paper.language), Align.CENTRE, bold=True))
    blocks.append(Ruler())
    ends = {code.series: f"…{code.last4}" for code in sale.used_codes}
    by_coupon = {
        rule_id: ends.get(coupon, coupon) for coupon, rule_id in sale.coupons if not is_subscription(coupon)
    }
    issued = {one.line_id: one for one in sale.issued if one.kind is IssuedKind.CERTIFICATE}
    for line in sale.lines:
        blocks += _line(paper, line, by_coupon)
        if line.line_id in issued:
            blocks.append(_sold_certificate(paper, issued[line.line_id]))
            blocks += _only_here(paper) if extras.sold_alone else []
    blocks.append(Ruler())
    blocks += _totals(sale, paper, extras.certificates)
    blocks += _points(sale, paper, extras)
    blocks += _foot(paper, scan.receipt_text(sale.code, extras.proof), sale.code, extras.fiscal_sign)
    blocks += [block for coupon in extras.coupons for block in _coupon(paper, coupon, sale.sold_at_us)]
    cash = any(tender.kind is TenderKind.CASH for tender in sale.tenders)
    return Receipt(
        sale.sale_id,
        tuple(blocks),
        copy=extras.copy,
        open_drawer=cash and not extras.copy,
        kind="sale",
        number=sale.number,
    )


def _line(paper: Paper, line: SoldLine, coupons: Mapping[str, str]) -> list[Block]:
    """Return name, quantity x price = sum, and each thing that made it cheaper; ``coupons``: rule -> coupon."""
    blocks: list[Block] = [Text(line.name)]
    blocks.append(
        Pair(
            f"  {paper.quantity(line.qty_milli)} x {paper.money(line.price_minor)}",
            paper.money(line.gross_minor),
        )
    )
    blocks += _discounts(paper, line, coupons)
    if line.points_money_minor:
        blocks.append(Pair(f"  {paper.word('points_part')}", paper.money(-line.points_money_minor)))
    if line.approved_by:
        blocks.append(Text(f"  {paper.word('without_barcode')}"))
    if len(line.parts) > 1:
        blocks += [
            Pair(f"  = {paper.quantity(qty)} x {paper.money(price)}", paper.money(net))
            for qty, price, net in line.parts
        ]
    return blocks


def _discounts(paper: Paper, line: SoldLine, coupons: Mapping[str, str]) -> list[Block]:
    """Return what the line lost by each coupon, by its name, and by everything else together."""
    sums: dict[str, int] = {}
    for discount in line.discounts:
        coupon = coupons.get(discount.rule_id, "")
        sums[coupon] = sums.get(coupon, 0) + discount.amount_minor
    return [
        Pair(
            f"  {paper.phrase('by_coupon', coupon=coupon) if coupon else paper.word('discount')}",
            paper.money(-amount),
        )
        for coupon, amount in sorted(sums.items())
        if amount
    ]


def _totals(sale: Sale, paper: Paper, certificates: Mapping[str, CertificateLeft]) -> list[Block]:
    blocks: list[Block] = []
    if sale.discount_minor or sale.points_money_minor:
        blocks.append(Pair(paper.word("gross"), paper.money(sale.gross_minor)))
    if sale.discount_minor:
        blocks.append(Pair(paper.word("saving"), paper.money(-sale.discount_minor), bold=True))
    if sale.points_money_minor:
        blocks.append(Pair(paper.word("points_paid"), paper.money(-sale.points_money_minor)))
    total = sale.paid_minor + sale.certificate_minor
    blocks.append(Pair(paper.word("total"), paper.money(total), bold=True, size=2))
    blocks += _tenders(paper, sale.tenders, certificates, sale.change_minor)
    if sale.change_minor:
        blocks.append(Pair(paper.word("change"), paper.money(sale.change_minor)))
    blocks += vat_pairs(paper, ((line.vat_bp, line.net_minor) for line in sale.lines))
    return blocks


def _tenders(
    paper: Paper,
    tenders: tuple[Tender, ...],
    certificates: Mapping[str, CertificateLeft],
    change_minor: int = 0,
) -> list[Block]:
    """Return each tender; cash as it was handed over, with the change that follows; what is left on a certificate."""
    blocks: list[Block] = []
    for tender in tenders:
        known = certificates.get(tender.reference) if tender.kind is TenderKind.CERTIFICATE else None
        name = paper.phrase("certificate_paid", last4=known.last4) if known else paper.word(tender.kind.value)
        handed = tender.amount_minor + (change_minor if tender.kind is TenderKind.CASH else 0)
        blocks.append(Pair(name, paper.money(handed)))
        if known is not None and known.left_minor is not None:
            blocks.append(Pair(f"  {paper.word('certificate_left')}", paper.money(known.left_minor)))
            blocks += _only_here(paper) if known.alone and known.left_minor else []
    return blocks


def _only_here(paper: Paper) -> list[Block]:
    """Say to the customer, who may go on to another shop, what that shop does not know yet."""
    return [Text(f"  {paper.word('certificate_only_here')}")]


def _coupon(paper: Paper, coupon: PrintedCoupon, sold_at_us: int) -> list[Block]:
    """Return the coupon for the next purchase, to be torn off: what it gives, until when, its code."""
    blocks: list[Block] = [Ruler(), Text(paper.word("next_coupon"), Align.CENTRE, bold=True)]
    if coupon.name:
        blocks.append(Text(coupon.name, Align.CENTRE))
    if coupon.since_us > sold_at_us:
        blocks.append(
            Text(paper.phrase("coupon_from", day=paper.day(dates.moment(coupon.since_us))), Align.CENTRE)
        )
    if coupon.until_us:
        last = dates.moment(coupon.until_us - 1)
        blocks.append(Text(paper.phrase("coupon_until", day=paper.day(last)), Align.CENTRE))
    return [*blocks, Barcode(coupon.code)]


def _sold_certificate(paper: Paper, sold: Issued) -> Block:
    """Return the end of its code and its last day; the whole code stands on the piece alone."""
    code = paper.phrase("certificate_code", last4=sold.last4)
    if sold.until_us:
        last = dates.moment(sold.until_us - 1)
        code = paper.phrase("certificate_until", last4=sold.last4, day=paper.day(last))
    return Pair(f"  {code}", paper.word("certificate_advance"))


def _points(sale: Sale, paper: Paper, extras: Extras) -> list[Block]:
    """Return what the member gave and got; the card only by its end."""
    if not sale.account_id:
        return []
    blocks: list[Block] = [Ruler(), Text(paper.programme, bold=True)]
    if sale.card_last4:
        blocks.append(Pair(paper.word("member_card"), f"**** {sale.card_last4}"))
    if sale.redeemed:
        blocks.append(Pair(paper.word("redeemed"), paper.points(-sale.redeemed)))
    if sale.accrued:
        blocks += _earned(sale, paper)
    if extras.limited is not None:
        blocks.append(Text(step_text(extras.limited, paper.language, paper.exponent)))
    for card in extras.stamps:
        blocks.append(Pair(card.name, paper.phrase("stamps", there=card.there, needed=card.needed)))
    if extras.remark is not None:
        blocks.append(Text(sentence(extras.remark, paper.language, paper.exponent).text))
    if extras.balance is not None:
        blocks += balance_pairs(paper, extras.balance)
    return blocks


def _earned(sale: Sale, paper: Paper) -> list[Block]:
    """Return what the purchase earned, and each award with its own life on a line of its own."""
    blocks: list[Block] = []
    if sale.base_accrued:
        blocks.append(Pair(paper.word("earned"), f"+{paper.points(sale.base_accrued)}"))
        blocks += _life(sale, paper, sale.activate_at_us, 0)
    for award in sale.awards:
        blocks.append(Pair(paper.word("earned_extra"), f"+{paper.points(award.points)}"))
        blocks += _life(sale, paper, award.activate_at_us, award.expire_at_us)
    return blocks


def _life(sale: Sale, paper: Paper, activate_at_us: int, expire_at_us: int) -> list[Block]:
    """Return from when and until when points can be spent, as far as it is worth a line."""
    told: list[str] = []
    if activate_at_us > sale.sold_at_us:
        told.append(paper.phrase("active_from", day=paper.day(dates.moment(activate_at_us))))
    if expire_at_us:
        told.append(paper.phrase("earned_until", day=paper.day(dates.moment(expire_at_us - 1))))
    return [Text(f"  {' '.join(told)}")] if told else []


def _foot(paper: Paper, qr: str, code: str, fiscal_sign: str) -> list[Block]:
    """Return the code for returns and the shop's last word; what is not fiscal says so."""
    blocks: list[Block] = [
        Ruler(),
        Pair(paper.word("fiscal_sign"), fiscal_sign)
        if fiscal_sign
        else Text(paper.word("not_fiscal"), Align.CENTRE),
        Qr(qr),
        Text(paper.word("scan_for_return"), Align.CENTRE),
        Text(spaced(code), Align.CENTRE),
    ]
    return [*blocks, *(Text(line, Align.CENTRE) for line in paper.footer.splitlines())]


# --- what comes back ----------------------------------------------------------------------------------


def return_receipt(returned: Return, sale: Sale, paper: Paper, extras: Extras = NOTHING_MORE) -> Receipt:
    """Return the paper of a return: goods, money by each tender, points both ways."""
    number = paper.phrase("receipt_number", number=returned.number)
    blocks = heading(paper, "return", returned.returned_at_us, number=number, copy=extras.copy)
    blocks += [Pair(paper.word("of_receipt"), spaced(sale.code)), Ruler()]
    names = {line.line_id: line for line in sale.lines}
    for line in returned.lines:
        sold = names[line.line_id]
        blocks.append(Text(sold.name))
        money = paper.money(line.paid_minor + line.certificate_minor)
        blocks.append(Pair(f"  {paper.quantity(line.qty_milli)}", money))
    blocks.append(Ruler())
    if returned.withheld_minor:
        blocks.append(Pair(paper.word("withheld"), paper.money(-returned.withheld_minor)))
    total = returned.paid_minor + returned.certificate_minor - returned.withheld_minor
    blocks.append(Pair(paper.word("to_return"), paper.money(total), bold=True, size=2))
    blocks += _tenders(paper, returned.tenders, extras.certificates)
    rates = (
        (names[line.line_id].vat_bp, line.paid_minor + line.certificate_minor) for line in returned.lines
    )
    blocks += vat_pairs(paper, rates)
    blocks += _points_back(paper, returned.points_back, returned.accrued_back, extras.balance)
    blocks += _why(paper, returned.reason, returned.approved_by)
    blocks += [
        Ruler(),
        Text(spaced(returned.code), Align.CENTRE),
        Text(f"{paper.word('signature')} ____________"),
    ]
    cash = any(tender.kind is TenderKind.CASH for tender in returned.tenders)
    return Receipt(
        returned.return_id,
        tuple(blocks),
        copy=extras.copy,
        open_drawer=cash and not extras.copy,
        kind="return",
        number=returned.number,
    )


def void_receipt(void: Void, sale: Sale, paper: Paper, extras: Extras = NOTHING_MORE) -> Receipt:
    """Return the paper of a void: the whole sale undone."""
    blocks = heading(paper, "void", void.voided_at_us)
    blocks += [Pair(paper.word("of_receipt"), spaced(sale.code)), Ruler()]
    blocks += [
        Pair(f"{line.name} x {paper.quantity(line.qty_milli)}", paper.money(line.net_minor))
        for line in sale.lines
    ]
    blocks.append(Ruler())
    blocks.append(
        Pair(
            paper.word("to_return"),
            paper.money(sum(tender.amount_minor for tender in void.tenders)),
            bold=True,
            size=2,
        )
    )
    blocks += _tenders(paper, void.tenders, extras.certificates)
    blocks += _points_back(paper, void.points_back, void.accrued_back, extras.balance)
    blocks += _why(paper, void.reason, void.approved_by)
    cash = any(tender.kind is TenderKind.CASH for tender in void.tenders)
    return Receipt(void.void_id, tuple(blocks), open_drawer=cash, kind="void", number=sale.number)


def _points_back(paper: Paper, points_back: int, accrued_back: int, balance: Balance | None) -> list[Block]:
    blocks: list[Block] = []
    if points_back:
        blocks.append(Pair(paper.word("given_back"), f"+{paper.points(points_back)}"))
    if accrued_back:
        blocks.append(Pair(paper.word("taken_back"), paper.points(-accrued_back)))
    return [*blocks, *balance_pairs(paper, balance)] if balance is not None else blocks


def _why(paper: Paper, reason: str, approved_by: str) -> list[Block]:
    blocks: list[Block] = []
    if reason:
        blocks.append(Pair(paper.word("reason"), reason))
    if approved_by:
        blocks.append(Pair(paper.word("approved_by"), approved_by))
    return blocks
