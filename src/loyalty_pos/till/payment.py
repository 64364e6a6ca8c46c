"""From a priced receipt and the money on the counter to the fact of a sale; pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from loyalty_pos.core import dates
from loyalty_pos.core.basket import FiscalMethod
from loyalty_pos.core.coupons.taking import coupons_used
from loyalty_pos.core.member import Member
from loyalty_pos.core.points import extra_life, extra_partner, lot_life
from loyalty_pos.core.problems import BadAmount, CertificateNotAccepted, NotPaidInFull, PaidTooMuch
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.quote import Award, Quote, QuotedLine
from loyalty_pos.core.sale import Sale, Seen, SoldAward, SoldDiscount, SoldLine, Tender, TenderKind


@dataclass(frozen=True, slots=True)
class Settled:
    """Tenders that add up to what is due, cash without its change."""

    tenders: tuple[Tender, ...]
    change_minor: int


def settle(payable_minor: int, tenders: Sequence[Tender]) -> Settled:
    """Return what is kept of each tender and the change; only cash may exceed what is due.

    Raises ``BadAmount``, ``CertificateNotAccepted``, ``NotPaidInFull``, ``PaidTooMuch``.
    """
    for tender in tenders:
        if tender.amount_minor <= 0:
            raise BadAmount(text=str(tender.amount_minor))
        if tender.kind is TenderKind.CERTIFICATE:
            raise CertificateNotAccepted
    cash = sum(tender.amount_minor for tender in tenders if tender.kind is TenderKind.CASH)
    others = tuple(tender for tender in tenders if tender.kind is not TenderKind.CASH)
    cash_due = payable_minor - sum(tender.amount_minor for tender in others)
    if cash_due < 0:
        raise PaidTooMuch(excess_minor=-cash_due)
    if cash < cash_due:
        raise NotPaidInFull(missing_minor=cash_due - cash)
    kept = (Tender(TenderKind.CASH, cash_due),) if cash_due else ()
    return Settled(kept + others, cash - cash_due)


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who sells, where and when. ``operation``: redemption captured by this sale, "" without.

    ``coupons``: ids of those on the receipt, also of one that gave nothing; ``channel``: how the goods go out.
    ``seen``: what the price was worked out from (``core.repricing``).
    """

    sale_id: str
    code: str
    number: int
    shift_id: str
    store_id: str
    cashier_id: str
    sold_at_us: int
    member: Member | None
    operation: str
    coupons: tuple[str, ...] = ()
    channel: str = ""
    seen: Seen | None = None


def sale_fact(quote: Quote, settled: Settled, occasion: Occasion, programme: Programme) -> Sale:
    """Return the sale with everything that a later return cannot reconstruct."""
    given = sum(line.discount_minor for line in quote.lines)
    assert given == quote.discount_minor or not quote.lines, (
        quote
    )  # a simulation leaves lines off that nobody reads
    active, ends = lot_life(programme, dates.moment(occasion.sold_at_us))
    awards = tuple(_sold_award(award, occasion.sold_at_us, programme) for award in quote.awards)
    earns = quote.accrued > sum(award.points for award in awards)
    return Sale(
        sale_id=occasion.sale_id,
        code=occasion.code,
        number=occasion.number,
        shift_id=occasion.shift_id,
        store_id=occasion.store_id,
        cashier_id=occasion.cashier_id,
        sold_at_us=occasion.sold_at_us,
        programme_id=quote.programme_id,
        bundle=quote.bundle,
        account_id=quote.account_id,
        card_last4=occasion.member.card_last4 if occasion.member else "",
        shown=occasion.member.identified if occasion.member else "",
        lines=tuple(sold_line(line) for line in quote.lines),
        tenders=settled.tenders,
        gross_minor=quote.gross_minor,
        discount_minor=quote.discount_minor,
        points_money_minor=quote.points_money_minor,
        certificate_minor=quote.certificate_minor,
        paid_minor=quote.payable_minor,
        redeemed=quote.redeemed,
        operation=occasion.operation if quote.redeemed else "",
        accrued=quote.accrued,
        activate_at_us=dates.micros(active) if earns else 0,
        expire_at_us=dates.micros(ends) if earns and ends else 0,
        change_minor=settled.change_minor,
        awards=awards,
        counted=quote.counted,
        counter_provision_minor=quote.counter_provision_minor,
        coupons=coupons_used(quote, programme, occasion.coupons),
        channel=occasion.channel,
        seen=occasion.seen,
    )


def _sold_award(award: Award, sold_at_us: int, programme: Programme) -> SoldAward:
    """Return the award with the life that it has from the moment of the sale on."""
    active, ends = extra_life(programme, award.id, dates.moment(sold_at_us))
    partner = extra_partner(programme, award.id)
    ends_us = dates.micros(ends) if ends else 0
    return SoldAward(award.id, award.points, dates.micros(active), ends_us, partner)


def sold_line(quoted: QuotedLine) -> SoldLine:
    """Return one line as it is kept for ever."""
    article = quoted.line.article
    return SoldLine(
        line_id=quoted.line.id,
        article_id=article.id,
        name=article.name,
        category=article.category,
        qty_milli=quoted.line.qty_milli,
        price_minor=quoted.line.price_minor,
        gross_minor=quoted.gross_minor,
        discounts=tuple(SoldDiscount(d.rule_id, d.cause, d.amount_minor, d.funder) for d in quoted.discounts),
        points=quoted.points,
        points_money_minor=quoted.points_money_minor,
        certificate_minor=quoted.certificate_minor,
        paid_minor=quoted.paid_minor,
        accrued=quoted.accrued,
        vat_bp=article.vat_bp,
        fiscal_object=article.fiscal_object,
        fiscal_method=FiscalMethod.ADVANCE if quoted.line.voucher else FiscalMethod.FULL_PAYMENT,
        parts=quoted.parts,
        approved_by=quoted.line.approved_by,
    )
