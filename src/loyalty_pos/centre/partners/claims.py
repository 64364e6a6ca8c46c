"""Missing points: a member is put to a past receipt, once, and what comes back of it later takes its points along.

The receipt is found by its code in what the tills sent. Nothing becomes cheaper. It must never touch a receipt that
has a member.
"""

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from typing import Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.bundles import programmes_by_bundle
from loyalty_pos.centre.partners.finding import Who, account_named, programme_now, read_texts
from loyalty_pos.centre.partners.refusals import ClaimTooLate, NothingLeftToClaim, ReceiptUnknown
from loyalty_pos.centre.people import derived_id
from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets
from loyalty_pos.core.dates import moment
from loyalty_pos.core.ledger import Applied, Posting
from loyalty_pos.core.member import CardState, Member
from loyalty_pos.core.partners.claims import ClaimedLine, claimed_lines, taken_back, what_is_left
from loyalty_pos.core.partners.records import Claim
from loyalty_pos.core.partners.settlement import Happening, point_rows
from loyalty_pos.core.points import standing_of
from loyalty_pos.core.posting import apply_sale
from loyalty_pos.core.pricing.claiming import claimed
from loyalty_pos.core.problems import AlreadyClaimed, BadMessage
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.programme.partners import partner_at
from loyalty_pos.core.receipt_code import begun_ms, is_receipt_code, till_digits
from loyalty_pos.core.sale import CardAttached, Fact, Return, ReturnedLine, Sale, Void
from loyalty_pos.wire.events import Event, fact_of

_OPEN_MS: Final = 24 * 60 * 60 * 1000
"""So long a receipt may have been open before it was paid: its code tells when it began."""
_DAY_US: Final = _OPEN_MS * 1000


@dataclass(frozen=True, slots=True)
class ClaimWish:
    """``approved_by``: staff code of the manager who allowed it, "" = the member asked the centre."""

    receipt_code: str
    who: Who
    approved_by: str = ""


class ClaimDesk:
    """Takes claims; each is one transaction, and the same one again changes nothing."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books = books
        self._clock = clock
        self._secrets = secrets

    def claim(self, wish: ClaimWish) -> Claim:
        """Add the points of a receipt to a member.

        Raises ReceiptUnknown, UnknownMember, AlreadyClaimed, ClaimTooLate, NothingLeftToClaim.
        """
        now_us, key = self._clock.now_us(), self._secrets.lookup_key
        code = "".join(wish.receipt_code.split())

        def work(desk: Desk) -> Claim:
            event, sale = _found(desk, code, now_us)
            desk.documents.lock_sales({sale.sale_id})
            account_id = account_named(desk, key, wish.who)
            known = desk.claims.get({sale.sale_id}).get(sale.sale_id)
            if known is not None and known.account_id == account_id:
                return known
            if sale.account_id or known is not None:
                raise AlreadyClaimed(receipt=code)
            return _Claiming(desk, now_us, event).take(sale, account_id, wish.approved_by)

        return self._books.write(work)


class _Claiming:
    def __init__(self, desk: Desk, now_us: int, event: Event) -> None:
        self._desk = desk
        self._now_us = now_us
        self._event = event
        texts = programmes_by_bundle(desk, [event.bundle], now_us).get(event.bundle)
        self._programme = read_texts(texts) if texts else programme_now(desk, now_us)

    def take(self, sale: Sale, account_id: str, approved_by: str) -> Claim:
        programme = self._programme
        days = programme.accrual.claim_days if programme.accrual else 0
        if self._now_us - sale.sold_at_us > days * _DAY_US:
            raise ClaimTooLate(receipt=sale.code, days=days)
        left = what_is_left(sale, self._returned(sale))
        if not left.lines:
            raise NothingLeftToClaim(receipt=sale.code)
        accounts = OpenAccounts(self._desk, self._now_us)
        accounts.load([account_id])
        account = accounts.get(account_id)
        standing = standing_of(
            Member(
                account_id,
                "",
                CardState.ACTIVE,
                tier_id=account.head.tier_id,
                spend_minor=account.state.spend_minor,
                visits=account.state.visits,
                months=account.state.months,
                tier_since=account.state.tier_since,
                counters=account.state.counters,
                clubs=account.state.clubs,
                segments=account.state.segments,
                opted_out=account.state.opted_out,
            ),
            moment(sale.sold_at_us),
        )
        articles = self._desk.reference.articles({line.article_id for line in left.lines})
        earning = claimed(left, {key: row.article for key, row in articles.items()}, programme, standing)
        event_id = derived_id("claim", sale.sale_id)
        posting = Posting(event_id, moment(sale.sold_at_us))
        applied = apply_sale(account.state, earning, posting, programme)
        accounts.post(account_id, applied, store_id=sale.store_id, receipt_code=sale.code)
        accounts.fit_tier(account_id, programme_now(self._desk, self._now_us), moment(self._now_us))
        self._settle(sale, event_id, applied, programme)
        lines = claimed_lines(earning)
        claim = Claim(
            sale.sale_id,
            account_id,
            sale.code,
            earning.accrued,
            _lines_text(lines),
            self._now_us,
            approved_by,
        )
        self._desk.claims.put(claim)
        self._desk.feed.publish(accounts.save())
        return claim

    def _settle(self, sale: Sale, event_id: str, applied: Applied, programme: Programme) -> None:
        partner = partner_at(programme.partners, sale.store_id)
        if partner is not None:
            happening = Happening(event_id, moment(self._now_us), sale.sale_id, sale.store_id)
            self._desk.settlement.add(point_rows(happening, applied.entries, partner, programme))

    def _returned(self, sale: Sale) -> list[ReturnedLine]:
        """Return what came back so far. Raises NothingLeftToClaim for a sale that was undone."""
        owner = sale.account_id or sale.sale_id
        papers = [p for p in self._desk.documents.of_sales({(owner, sale.sale_id)}) if p.kind != "sale"]
        lines: list[ReturnedLine] = []
        for paper in papers:
            fact = _fact(self._desk.events.by_id(paper.agent_id, paper.event_id))
            if isinstance(fact, Void):
                raise NothingLeftToClaim(receipt=sale.code)
            lines += fact.lines if isinstance(fact, Return) else ()
        return lines


def _found(desk: Desk, code: str, now_us: int) -> tuple[Event, Sale]:
    """Return the event and the sale of a receipt's code. Raises ReceiptUnknown."""
    if not is_receipt_code(code):
        raise ReceiptUnknown(receipt=code[:40])
    began = begun_ms(code, now_us // 1000)
    span = _id_from(began), _id_from(began + _OPEN_MS)
    for till in desk.tills.tills():
        if till_digits(till.agent_id) != code[:4]:
            continue
        for event in desk.events.sales_between(till.agent_id, *span):
            fact = _fact(event)
            if isinstance(fact, Sale) and fact.code == code:
                return event, fact
    raise ReceiptUnknown(receipt=code)


def _id_from(unix_ms: int) -> str:
    """Return the least id of an event that was made at this millisecond (UUIDv7)."""
    digits = f"{unix_ms:012x}"
    return f"{digits[:8]}-{digits[8:]}"


def _fact(event: Event | None) -> Fact | None:
    try:
        return fact_of(event) if event is not None else None
    except BadMessage:
        return None


# --- goods of a claimed receipt that come back ---------------------------------------------------------------


class OpenClaims:
    """Claims of the receipts that a batch undoes: the till does not know the member, the centre does."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._claims: dict[str, Claim] = {}
        self._changed: dict[str, None] = {}

    def load(self, facts: Iterable[Fact]) -> None:
        """Read the claims of receipts without a member."""
        ids = {
            f.sale_id
            for f in facts
            if isinstance(f, CardAttached) or (isinstance(f, Return | Void) and not f.account_id)
        }
        if ids:
            self._claims |= self._desk.claims.get(ids)

    def accounts(self) -> set[str]:
        """Return whose receipts these are."""
        return {claim.account_id for claim in self._claims.values()}

    def has(self, sale_id: str) -> bool:
        """Tell whether somebody was put to the receipt."""
        return sale_id in self._claims

    def attach(self, fact: CardAttached) -> None:
        """Remember whose the receipt is from now on: a till put the card there."""
        earning = fact.earning
        lines = _lines_text(claimed_lines(earning))
        self._claims[fact.sale_id] = Claim(
            fact.sale_id,
            fact.account_id,
            earning.code,
            earning.accrued,
            lines,
            fact.attached_at_us,
            fact.approved_by,
        )
        self._changed[fact.sale_id] = None

    def pairs(self) -> set[tuple[str, str]]:
        """Return (account, sale) of all of them."""
        return {(claim.account_id, claim.sale_id) for claim in self._claims.values()}

    def undo(self, fact: Return | Void) -> Return | Void | None:
        """Return the fact with the member and the points it takes back; None where nobody claimed the receipt.

        Points for which money stayed with the shop are not taken back besides.
        """
        claim = self._claims.get(fact.sale_id) if not fact.account_id else None
        if claim is None:
            return None
        lines = [ClaimedLine(*line) for line in json.loads(claim.lines)]
        points, after = taken_back(lines, fact.lines if isinstance(fact, Return) else None)
        self._claims[fact.sale_id] = replace(claim, lines=_lines_text(after))
        self._changed[fact.sale_id] = None
        kept = fact.withheld_points if isinstance(fact, Return) else 0
        return replace(fact, account_id=claim.account_id, points_back=0, accrued_back=max(0, points - kept))

    def save(self) -> None:
        """Write what changed."""
        for sale_id in self._changed:
            self._desk.claims.put(self._claims[sale_id])


def _lines_text(lines: Iterable[ClaimedLine]) -> str:
    return json.dumps([astuple(line) for line in lines], separators=(",", ":"))
