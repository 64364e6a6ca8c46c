"""From the till's open receipt to what the sale screen shows; pure."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from loyalty_pos.core.dates import local_day
from loyalty_pos.core.member import Member
from loyalty_pos.core.programme import Programme, Tier
from loyalty_pos.core.quote import Cause, Quote
from loyalty_pos.core.rewards.stamps import stamps_of
from loyalty_pos.till.balance import Balance
from loyalty_pos.till.benefits.clubs import clubs_of
from loyalty_pos.till.receipt_state import ReceiptView
from loyalty_pos.ui.sale.rows import rows_of
from loyalty_pos.ui.sale.state import CustomerFacts, NamedAmount, RightFacts, SaleState, TotalFacts

FULL_BP = 10_000


def sale_state(
    view: ReceiptView, programme: Programme, selected: int, times_milli: int, now: datetime
) -> SaleState:
    """Return what the sale screen shows of the open receipt."""
    customer = None
    if view.member is not None and view.balance is not None:
        rate = view.quote.card_discount_bp
        customer = customer_facts(view.member, view.balance, programme, discount_bp=rate, now=now)
        challenges = (hint for hint in view.quote.hints if hint.what.startswith("challenge_"))
        customer = replace(customer, challenge=next(challenges, None))
    return SaleState(
        lines=rows_of(view),
        selected=selected,
        customer=customer,
        totals=total_facts(view, programme),
        exponent=programme.unit.exponent,
        earns_points=programme.accrual is not None and view.member is not None,
        times_milli=times_milli,
        channel=view.channel if view.channels or view.channel else None,
    )


def customer_facts(
    member: Member, balance: Balance, programme: Programme, *, discount_bp: int, now: datetime
) -> CustomerFacts:
    """Return what is shown of a member with this balance."""
    tier = find_tier(programme, balance.tier_id)
    coming = find_tier(programme, balance.next_tier.tier_id) if balance.next_tier else None
    missing = balance.next_tier.missing_minor if balance.next_tier else 0
    return CustomerFacts(
        name=member.name,
        tier=tier.name if tier else "",
        discount_bp=discount_bp,
        card_last4=member.card_last4,
        phone_masked=member.phone_masked,
        available=balance.available,
        pending=balance.pending,
        pending_until=_where_lots_live(balance.pending_until, programme),
        debt=balance.debt,
        expiring=balance.next_expiry_points,
        expires_at=_where_lots_live(balance.next_expiry, programme),
        next_tier=coming.name if coming else "",
        next_missing_minor=missing,
        toward_bp=_toward(tier, coming, missing),
        birthday=member.birthday_window,
        as_of=balance.as_of,
        rights=right_facts(member, programme, now),
    )


def right_facts(member: Member, programme: Programme, now: datetime) -> tuple[RightFacts, ...]:
    """Return the clubs that the member is in and the stamp cards that were begun."""
    clubs = [
        RightFacts(
            view.club.name,
            _where_lots_live(view.membership.until, programme) if view.remind else None,
            priority=view.club.priority,
        )
        for view in clubs_of(programme, member, now)
        if view.member and view.membership is not None
    ]
    today = local_day(now, programme.zone)
    stamps = [(card, stamps_of(card, member.counters, today)) for card in programme.stamps]
    return (*clubs, *(RightFacts(card.name, there=n, needed=card.pieces) for card, n in stamps if n))


def _where_lots_live(at: datetime | None, programme: Programme) -> datetime | None:
    """Return the moment in the programme's zone: a lot ends at its midnight, which is the day before in UTC."""
    return at.astimezone(ZoneInfo(programme.zone)) if at else None


def total_facts(view: ReceiptView, programme: Programme) -> TotalFacts:
    """Return the sums of the open receipt."""
    quote = view.quote
    rewards = sum(line.points for line in quote.lines if line.line.reward)
    return TotalFacts(
        gross_minor=quote.gross_minor,
        discounts=named_discounts(quote, programme),
        points_money_minor=quote.points_money_minor,
        redeemed=quote.redeemed,
        rewards=rewards,
        redeemable=0 if quote.redeemed > rewards else quote.max_redeem - rewards,
        certificate_minor=quote.certificate_minor,
        accrued=quote.accrued,
        payable_minor=quote.payable_minor,
        redemption=view.redemption.state,
    )


def named_discounts(quote: Quote, programme: Programme) -> tuple[NamedAmount, ...]:
    """Return the discounts of the whole receipt by rule, in the order in which they first appear."""
    names = {rule.id: rule.name for rules in (programme.promotions, programme.stamps) for rule in rules}
    sums: dict[tuple[str, Cause], int] = {}
    for line in quote.lines:
        for discount in line.discounts:
            key = ("", Cause.CARD) if discount.cause is Cause.CARD else (discount.rule_id, discount.cause)
            sums[key] = sums.get(key, 0) + discount.amount_minor
    return tuple(
        NamedAmount(names.get(rule, ""), cause, quote.card_discount_bp if cause is Cause.CARD else 0, amount)
        for (rule, cause), amount in sums.items()
    )


def find_tier(programme: Programme, tier_id: str) -> Tier | None:
    """Return the programme's tier with this id."""
    steps = programme.tiers.steps if programme.tiers else ()
    return next((tier for tier in steps if tier.id == tier_id), None)


def _toward(tier: Tier | None, coming: Tier | None, missing_minor: int) -> int:
    """Return how far the member is between two tiers, in basis points."""
    if coming is None:
        return FULL_BP
    distance = coming.from_minor - (tier.from_minor if tier else 0)
    done = distance - missing_minor
    return min(FULL_BP, max(0, done * FULL_BP // distance)) if distance > 0 else 0
