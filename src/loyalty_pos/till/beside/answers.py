"""From what is told to the words of the contract; pure but for the member's balance."""

from collections.abc import Sequence
from datetime import datetime

from loyalty_pos.core.member import Member
from loyalty_pos.core.problems import BesideByTotal, BesideUnknownGoods, Problem
from loyalty_pos.core.rewards.usable import Usable
from loyalty_pos.core.sale import Sale, SoldLine, TenderKind
from loyalty_pos.core.vouchers.certificates import Share
from loyalty_pos.till.balance import Balance, balance_of
from loyalty_pos.till.beside.asking import ToldBasket
from loyalty_pos.till.beside.keeping import Confirmed
from loyalty_pos.till.beside.returning import Back
from loyalty_pos.till.wording import sentence
from loyalty_pos.till.world import TillWorld
from loyalty_pos.wire.beside.kept import KeptSale
from loyalty_pos.wire.beside.messages import (
    BackLine,
    BalanceTold,
    CertificateTold,
    GivenBack,
    MemberTold,
    Recalculated,
    RefusedTold,
    Remark,
    RewardTold,
    Sold,
    ToldLine,
)


def recalculated(world: TillWorld, key: str, told: ToldBasket, language: str) -> Recalculated:
    """Return what the other program is to print."""
    sale, view = told.kept.sale, told.view
    remarks = (*judged_without(told.kept), *told.remarks)
    return Recalculated(
        key=key,
        lines=[_line(line, told.kept) for line in sale.lines],
        gross_minor=sale.gross_minor,
        discount_minor=sale.discount_minor,
        points=sale.redeemed,
        points_money_minor=sale.points_money_minor,
        to_pay_minor=sale.paid_minor,
        earned=sale.accrued,
        most_points=view.quote.max_redeem,
        points_by=points_by(sale),
        member=member_told(world, view.member, view.balance),
        remarks=_remarks(world, remarks, language),
        certificate_minor=sale.certificate_minor,
        certificates=[_certificate(share) for share in view.certificates if share.amount_minor],
        rewards=[_reward(world, one, language) for one in told.usable],
    )


def judged_without(kept: KeptSale) -> tuple[Problem, ...]:
    """Return what could not be looked at: articles where there was a total alone, goods that are not on the list."""
    by_total = (BesideByTotal(),) if kept.by_total else ()
    unknown = (BesideUnknownGoods(lines=len(kept.unknown)),) if kept.unknown else ()
    return (*by_total, *unknown)


def points_by(sale: Sale) -> str:
    """Return who answers for the points of a sale: nobody, the centre, this till."""
    if not sale.redeemed:
        return "nobody"
    return "till" if sale.by_grant or sale.by_floor else "centre"


def sold(world: TillWorld, key: str, confirmed: Confirmed) -> Sold:
    """Return that the sale is written down."""
    sale = confirmed.sale
    member = world.members.by_account(sale.account_id) if sale.account_id else None
    return Sold(
        key=key,
        code=sale.code,
        number=sale.number,
        to_pay_minor=sale.paid_minor,
        points=sale.redeemed,
        earned=sale.accrued,
        again=confirmed.again,
        member=member_told(world, member, None),
    )


def given_back(key: str, back: Back) -> GivenBack:
    """Return what goes back, or went back."""
    fact, preview = back.fact, back.preview
    if fact is not None:
        figures = (
            sum(one.amount_minor for one in fact.tenders if one.kind is not TenderKind.CERTIFICATE),
            fact.points_back, fact.accrued_back, fact.withheld_minor,
        )  # fmt: skip
        lines, tenders = fact.lines, fact.tenders
    else:
        assert preview is not None, "it was asked or it was done"
        figures = (
            preview.money_minor, preview.points_back, preview.accrued_back, preview.withheld.money_minor
        )  # fmt: skip
        lines, tenders = preview.lines, preview.tenders
    return GivenBack(
        key=key,
        code=fact.code if fact is not None else "",
        lines=[BackLine(line.line_id, line.qty_milli) for line in lines],
        money_minor=figures[0],
        points_back=figures[1],
        earned_back=figures[2],
        withheld_minor=figures[3],
        certificate_minor=sum(one.amount_minor for one in tenders if one.kind is TenderKind.CERTIFICATE),
        preview=fact is None,
        again=back.again,
    )


def balance_told(world: TillWorld, member: Member) -> BalanceTold:
    """Return what the member has."""
    told = member_told(world, member, None)
    assert told is not None, "there is a member"
    return BalanceTold(told)


def refused(problem: Problem, world: TillWorld, language: str = "") -> RefusedTold:
    """Return a refusal in the language that was asked for."""
    return RefusedTold(_remarks(world, (problem,), language)[0])


def member_told(world: TillWorld, member: Member | None, balance: Balance | None) -> MemberTold | None:
    """Return who it is and what they have; no full name, phone or card number."""
    if member is None:
        return None
    programme = world.programmes.current().programme
    if balance is None:
        balance = balance_of(member, programme, world.clock.now())
    return MemberTold(
        name=member.name,
        card_last4=member.card_last4,
        phone_masked=member.phone_masked,
        available=balance.available,
        pending=balance.pending,
        debt=balance.debt,
        expiring=balance.next_expiry_points,
        expires_at=_iso(balance.next_expiry),
        tier=balance.tier_id,
        exponent=programme.unit.exponent,
        as_of=_iso(balance.as_of),
    )


def _line(line: SoldLine, kept: KeptSale) -> ToldLine:
    return ToldLine(
        line=line.line_id,
        name=line.name,
        quantity_milli=line.qty_milli,
        price_minor=line.price_minor,
        gross_minor=line.gross_minor,
        discount_minor=line.gross_minor - line.points_money_minor - line.net_minor,
        points=line.points,
        points_money_minor=line.points_money_minor,
        to_pay_minor=line.net_minor,
        earned=line.accrued,
        is_known=line.line_id not in kept.unknown and not kept.by_total,
    )


def _certificate(share: Share) -> CertificateTold:
    laid = share.laid
    return CertificateTold(laid.last4, share.amount_minor, share.left_minor, share.lost_minor)


def _reward(world: TillWorld, one: Usable, language: str) -> RewardTold:
    missing = _remarks(world, (one.problem,), language)[0].text if one.problem is not None else ""
    return RewardTold(one.id, one.name, one.points, missing)


def _remarks(world: TillWorld, problems: Sequence[Problem], language: str) -> list[Remark]:
    exponent = world.programmes.current().programme.unit.exponent
    said = [(one.code, sentence(one, language or world.identity.language, exponent)) for one in problems]
    return [Remark(code, words.text, words.next_step) for code, words in said]


def _iso(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else ""
