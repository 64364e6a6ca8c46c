"""One member under one programme, from receipt to receipt: priced, posted and expired by the rules of the till and the centre.

It must never know the future: what a receipt is priced by is what the receipts before it have left.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from loyalty_pos.core import points
from loyalty_pos.core.account.withholding import Refund, withheld
from loyalty_pos.core.basket import Basket
from loyalty_pos.core.dates import local_day, moment, start_of_day
from loyalty_pos.core.ledger import MEMOS, Applied, Entry, EntryKind, member_after
from loyalty_pos.core.member import CardState, Member
from loyalty_pos.core.posting import (
    Opening,
    apply_expiry,
    apply_opening_balance,
    apply_return,
    apply_sale,
    origin_of,
)
from loyalty_pos.core.pricing import ALL, Compiled, Context, quote
from loyalty_pos.core.programme import Downgrade
from loyalty_pos.core.programme.tiers import held_after, record_of
from loyalty_pos.core.quote import Quote
from loyalty_pos.core.returns import returned_lines
from loyalty_pos.core.sale import ReturnedLine, Sale
from loyalty_pos.lab.simulation.assumptions import Assumptions
from loyalty_pos.lab.simulation.counter import asked_of, posting_of, return_of, sale_of
from loyalty_pos.lab.simulation.counting import count_entry, count_return
from loyalty_pos.lab.simulation.past.beginnings import EXPONENT, Beginning
from loyalty_pos.lab.simulation.past.receipts import Receipt
from loyalty_pos.lab.simulation.person import Person
from loyalty_pos.lab.simulation.tally import Tally

BUCKETS: Final = (30, 60, 90, 180, 365)
"""Days within which points end, for the liability."""
LATER: Final = "later"


@dataclass(frozen=True, slots=True)
class Terms:
    """A programme made ready; ``card_bp``: discount of a fixed card; ``begin``, ``end``: of the books."""

    compiled: Compiled
    card_bp: int
    begin: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Visit:
    """A receipt being replayed: ``month`` as the programme's calendar has it; ``redeems``: points are asked for.

    ``returned``: some of it comes back later, so the sale must be remembered. ``birthday``: it is near. ``coupons``,
    ``channel``: as in the context of pricing.
    """

    receipt: Receipt
    at: datetime
    month: str
    redeems: bool = False
    returned: bool = False
    birthday: bool = False
    coupons: tuple[str, ...] = ()
    channel: str = ""


@dataclass(slots=True)
class Kept:
    """A sale of which something comes back later; ``costs``: of one unit, by line."""

    sale: Sale
    entries: list[Entry]
    costs: dict[int, int]
    back: list[ReturnedLine] = field(default_factory=list)


class Life:
    """One account under one programme; nobody's prices receipts without a card.

    ``returns``: something comes back in this life, so used up lots must not be forgotten.
    """

    def __init__(self, terms: Terms, tally: Tally, person: Person, *, returns: bool) -> None:
        self._returns = returns
        self._terms = terms
        self._programme = terms.compiled.programme
        self._tally = tally
        self._sums = tally.of(person.member)
        self._state = person.account()
        self._ends_next: datetime | None = None
        self._tier: str | None = None
        self._held = ""
        self._card_bp = terms.card_bp
        self._kept: dict[str, Kept] = {}
        self.available = 0
        if person.begins:
            self._begin(person.begins)

    def sell(self, visit: Visit, basket: Basket) -> Quote:
        """Price the receipt as a till would, post it as the centre would, count it."""
        receipt, at = visit.receipt, visit.at
        standing = None
        if self._state.account_id:
            self._expire(at, receipt.id)
            self.available = max(0, points.available(self._state.lots, at, self._state.debt))
            member = self._member(birthday=visit.birthday)
            standing = points.standing_of(member, at, redeem_right=self.available)
        context = Context(
            now=at,
            wanted=ALL if visit.redeems and self.available else 0,
            certificate_minor=receipt.certificate_minor,
            store_id=receipt.store,
            channel=visit.channel,
            coupons=visit.coupons,
        )
        priced = quote(basket, self._terms.compiled, standing, context)
        self._tally.count_quote(priced, visit.month, self.available)
        self._count(priced)
        if standing is not None or visit.returned:
            self._post(priced, visit)
        return priced

    def take_back(self, visit: Visit, basket: Basket) -> None:
        """Take goods of an earlier receipt back: money, points and spend as a till and the centre would."""
        kept = self._kept.get(visit.receipt.of)
        lines: tuple[ReturnedLine, ...] = ()
        if kept is not None:
            lines = returned_lines(kept.sale, kept.back, asked_of(kept.sale, kept.back, basket))
        if kept is None or not lines:
            self._tally.figures["returns_unknown",] += 1
            return
        kept.back += lines
        count_return(self._tally, self._sums, lines, kept.costs)
        if self._state.account_id:
            self._post_return(kept, lines, visit)

    def end(self) -> None:
        """Close the books: what has ended is expired, what is left is counted by when it ends."""
        if not self._state.account_id:
            return
        at = self._terms.end
        self._expire(at, f"{self._state.account_id}/end")
        state, figures = self._state, self._tally.figures
        self._sums.balance += state.balance
        figures["outstanding",] += sum(lot.remaining for lot in state.lots)
        figures["pending",] += points.pending(state.lots, at)
        figures["debt",] += state.debt
        for lot in state.lots:
            if lot.remaining:
                figures["ends_within", _bucket(lot.expire_at, at)] += lot.remaining
        figures["tier_at_end", self._tier or ""] += 1

    # --- parts --------------------------------------------------------------------------------------------

    def _begin(self, begins: Beginning) -> None:
        """Open the account with what the member brings along; points whose life is over bring nothing."""
        programme, at = self._programme, self._terms.begin
        ends = None
        if begins.expires:
            ends = start_of_day(begins.expires + timedelta(days=1), programme.zone)
        brought = begins.points * programme.unit.scale // 10**EXPONENT
        if ends and ends <= at:
            brought = min(brought, 0)
        opening = Opening(brought, begins.spend_minor, begins.visits, ends)
        posting = posting_of(f"{self._state.account_id}/opening", at)
        self._take_over(apply_opening_balance(self._state, opening, posting), month_of(at, programme.zone))
        self._sums.brought += brought
        steps = programme.tiers.steps if programme.tiers else ()
        self._held = next((tier.id for tier in steps if begins.tier in {tier.id, tier.name}), "")
        self._card_bp = begins.discount_bp or self._card_bp

    def _member(self, *, birthday: bool = False) -> Member:
        bare = Member(
            account_id=self._state.account_id,
            card_last4="",
            state=CardState.ACTIVE,
            tier_id=self._held,
            card_discount_bp=self._card_bp,
            birthday_window=birthday,
        )
        return member_after(bare, self._state)

    def _keep_tier(self, at: datetime) -> None:
        """Remember the tier that is held where a programme lets go of it later than the count does."""
        tiers = self._programme.tiers
        if tiers is None or tiers.downgrade is Downgrade.AT_ONCE:
            return
        record = record_of(self._state, self._held)
        self._held, since = held_after(tiers, record, local_day(at, self._programme.zone))
        self._state = replace(self._state, tier_since=since)

    def _post(self, priced: Quote, visit: Visit) -> None:
        kept = (
            priced if visit.returned else priced._replace(lines=())
        )  # its lines are asked for by returns only
        sale = sale_of(kept, visit.receipt, self._programme)
        entries: tuple[Entry, ...] = ()
        if self._state.account_id:
            posting = posting_of(visit.receipt.id, visit.at)
            applied = apply_sale(self._state, sale, posting, self._programme)
            entries = applied.entries
            self._take_over(applied, visit.month)
            self._keep_tier(visit.at)
        if visit.returned:
            costs = {line.line.id: line.line.article.cost_minor for line in priced.lines}
            self._kept[visit.receipt.id] = Kept(sale, list(entries), costs)

    def _post_return(self, kept: Kept, lines: Sequence[ReturnedLine], visit: Visit) -> None:
        refund = Refund(
            money_minor=sum(line.paid_minor for line in lines),
            points_back=sum(line.points for line in lines),
            accrued_back=sum(line.accrued for line in lines),
        )
        stays = withheld(self._programme, self._member(), kept.sale, refund, visit.at)
        self._tally.figures["withheld",] += stays.money_minor
        fact = return_of(kept.sale, lines, visit.receipt, stays)
        posting = posting_of(visit.receipt.id, visit.at)
        applied = apply_return(self._state, fact, posting, self._programme, origin_of(kept.entries))
        kept.entries += applied.entries
        self._take_over(applied, visit.month)
        self._keep_tier(visit.at)

    def _expire(self, at: datetime, why: str) -> None:
        """Expire what has ended by now; each point is counted in the month in which its life ended."""
        if self._ends_next is None or self._ends_next > at:
            return
        ends = {lot.id: lot.expire_at or at for lot in self._state.lots}
        applied = apply_expiry(self._state, posting_of(f"{why}/expiry", at))
        for entry in applied.entries:
            if entry.kind is EntryKind.EXPIRY:
                for move in entry.moves:
                    month = month_of(ends[move.lot_id], self._programme.zone)
                    self._tally.figures["month", month, EntryKind.EXPIRY.value] += move.amount
        self._take_over(applied, "")

    def _take_over(self, applied: Applied, month: str) -> None:
        """Count the entries and go on with the account; used up lots are forgotten unless goods may come back."""
        for entry in applied.entries:
            if entry.kind not in MEMOS:
                count_entry(self._tally, self._sums, entry, (month, self._terms.end))
        state = applied.state
        if not self._returns and any(not lot.remaining for lot in state.lots):
            state = replace(state, lots=tuple(lot for lot in state.lots if lot.remaining))
        self._state = state
        ends = [lot.expire_at for lot in state.lots if lot.expire_at and lot.remaining]
        self._ends_next = min(ends, default=None)

    def _count(self, priced: Quote) -> None:
        sums = self._sums
        sums.receipts += 1
        sums.gross_minor += priced.gross_minor
        sums.discount_minor += priced.discount_minor
        sums.points_money_minor += priced.points_money_minor
        if not priced.account_id:
            return
        if self._tier is not None and self._tier != priced.tier_id:
            self._tally.figures["tier_move", self._tier, priced.tier_id] += 1
        self._tier = priced.tier_id


def month_of(at: datetime, zone: str) -> str:
    """Return year and month in a zone."""
    return f"{local_day(at, zone):%Y-%m}"


def visit_of(
    receipt: Receipt, zone: str, person: Person, assumptions: Assumptions, *, returned: bool
) -> Visit:
    """Return the receipt as it is replayed, the same under every programme."""
    at = moment(receipt.at_us)
    day = local_day(at, zone)
    return Visit(
        receipt,
        at,
        f"{day:%Y-%m}",
        redeems=assumptions.redeems(receipt.id),
        returned=returned,
        birthday=person.birthday_is_near(day),
        coupons=assumptions.coupons_at(receipt.id),
        channel=receipt.channel or assumptions.channel_of(receipt.id),
    )


def _bucket(ends: datetime | None, at: datetime) -> str:
    if ends is None:
        return LATER
    days = (ends - at).days
    return next((str(most) for most in BUCKETS if days < most), LATER)
