"""From one event to the ledger: sales, returns, voids, cards issued. A till's facts always win; nothing is refused.

What cannot be applied is parked with a code, and the stream goes on (I9, R22). A document is applied once,
whichever event brings it (I6), and gives back no more than was taken (I17).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from loyalty_pos.centre.actions.purchases import Purchases
from loyalty_pos.centre.alarms.notes import alarms_of
from loyalty_pos.centre.batch import Batch, document_id_of, owner_of
from loyalty_pos.centre.clubs.doubts import doubts
from loyalty_pos.centre.kinship.happened import Happened
from loyalty_pos.centre.late_card.posting import ThenAndNow, take_late_card
from loyalty_pos.centre.ports import Secrets
from loyalty_pos.centre.records import Account, Document, Head, HoldRecord
from loyalty_pos.centre.rights import subject_of
from loyalty_pos.centre.vouchers.books import Plan
from loyalty_pos.core.account.card_deeds import VERIFIED, what_of
from loyalty_pos.core.account.changes import changed
from loyalty_pos.core.dates import moment
from loyalty_pos.core.ledger import Applied, Posting
from loyalty_pos.core.posting import apply_return, apply_sale, apply_void, in_month, origin_of
from loyalty_pos.core.problems import BadMessage, Problem
from loyalty_pos.core.programme import Programme
from loyalty_pos.core.sale import CardAttached, CardIssued, MemberChanged, Noted, Return, Sale, Void
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.rows import FORGOTTEN

Paper = Sale | Return | Void
OWN_CARD_SOLD: Final = "own_card_at_sale"
UNVERIFIED_PAID: Final = "unverified_paid"
SHOWN_TOO_LITTLE: Final = "shown_too_little"
MOST_OF_ONE: Final = 10**12
"""No paper says more than this of anything, or the sums of the office could not be counted any more."""


class Applying:
    """Applies events to a batch, one by one, in the till's own order."""

    def __init__(
        self, batch: Batch, secrets: Secrets, programmes: dict[str, Programme], purchases: Purchases
    ) -> None:
        self._batch, self._secrets = batch, secrets
        self._programmes, self._purchases = programmes, purchases

    def apply(self, happened: Happened) -> None:
        """Apply or park one event; nothing a till can send makes this raise."""
        try:
            self._apply(happened)
        except (Problem, ArithmeticError, AssertionError, LookupError, ValueError) as error:
            code = error.code if isinstance(error, Problem) else "cannot_apply"
            self._batch.park(happened.event, code)
            self._batch.alarm(happened.event, code, happened.event.kind)

    def _apply(self, happened: Happened) -> None:
        event, fact = happened.event, happened.fact
        for permission, who in self._batch.lacking_rights(happened):
            self._batch.alarm(event, f"no_right_to_{permission}", f"{who}:{subject_of(fact)}")
        match fact:
            case Sale() | Return() | Void():
                self._paper(happened, fact)
            case CardIssued() | CardAttached() | MemberChanged():
                self._of_member(event, fact)
            case Noted():
                _take_note(self._batch, event, fact)
            case _:  # shifts and cash change no account
                return

    def _of_member(self, event: Event, fact: CardIssued | CardAttached | MemberChanged) -> None:
        if isinstance(fact, CardIssued):
            self._card(event, fact)
        elif isinstance(fact, CardAttached):
            in_force = ThenAndNow(self._programme_of(event), self._programmes[""])
            take_late_card(self._batch, event, fact, in_force)
        else:
            self._change(event, fact)

    def _card(self, event: Event, fact: CardIssued) -> None:
        arrived = self._batch.members.take(event, fact, self._secrets)
        if arrived.parked:
            self._batch.park(event, arrived.parked)
        for code in arrived.alarms:
            subject = fact.person_id if code == "unreadable_person" else fact.account_id
            self._batch.alarm(event, code, subject)

    def _paper(self, happened: Happened, fact: Paper) -> None:
        event, owner = happened.event, owner_of(fact)
        there = self._batch.document(owner, document_id_of(fact))
        if there is not None:
            if there.event_id != event.id:
                raise BadMessage(reason="document twice")
            return
        if isinstance(fact, Sale):
            document = _sale_document(event, fact)
        else:
            sale = self._batch.document(owner, fact.sale_id)
            if sale is None:
                self._batch.park(event, "sale_unknown", fact.sale_id)
                return
            fact = self._within_sale(event, fact, sale)
            document = _undo_document(event, fact)
        if not all(0 <= amount <= MOST_OF_ONE for amount in _amounts(document)):
            raise BadMessage(reason="amounts")
        vouchers = self._batch.vouchers.plan(event, fact, self._programme_of(event))
        if fact.account_id:
            document = self._post(happened, fact, document)
        if not isinstance(fact, Sale):
            self._batch.returned.keep(fact, self._batch.undone_before(owner, fact.sale_id))
        self._batch.keep_document(document, happened.member)
        self._do(event, vouchers)
        self._follow(event, fact)

    def _follow(self, event: Event, fact: Paper) -> None:
        """Let leases, games, offers and partners take note of what is booked."""
        if isinstance(fact, Sale) and fact.promised:
            for code in self._batch.settling.vouchers(event, fact):
                self._batch.alarm(event, code, fact.sale_id)
        if fact.account_id:
            self._play(fact)
        self._batch.offers.take(fact, self._programme_of(event))
        if not self._batch.partners.take(event, fact, self._batch.entries_of_sale, self._programme_of(event)):
            self._batch.alarm(event, "not_settled", fact.sale_id)

    def _do(self, event: Event, plan: Plan) -> None:
        self._batch.vouchers.owing.came_from(event.id, event.agent_id, event.incarnation)
        self._batch.vouchers.take(plan)
        for code, subject in plan.alarms:
            self._batch.alarm(event, code, subject)

    def _change(self, event: Event, fact: MemberChanged) -> None:
        plan = self._batch.vouchers.plan(event, fact, self._programme_of(event))
        account = self._batch.accounts.get(fact.account_id)
        for code in doubts(fact, account.state.clubs, self._programme_of(event)):
            self._batch.alarm(event, code, fact.account_id)
        after = changed(account.state, fact)
        if after != account.state:
            self._batch.accounts.post(fact.account_id, Applied(after))
        self._do(event, plan)

    def _programme_of(self, event: Event) -> Programme:
        return self._programmes.get(event.bundle, self._programmes[""])

    def _play(self, fact: Paper) -> None:
        """Count it towards challenges and friends, or take back what it had moved."""
        if isinstance(fact, Sale):
            self._purchases.sold(fact)
        else:
            self._purchases.brought_back(fact, _left_of_sale(self._batch, fact))

    def _within_sale(self, event: Event, fact: Return | Void, sale: Document) -> Return | Void:
        """Limit points to what the sale still has to give; two offline tills may return the same receipt."""
        before = self._batch.undone_before(sale.owner_id, sale.sale_id)
        twice: tuple[str, ...] = ()
        if isinstance(fact, Return):
            settled = self._batch.returned.settled(fact, sale, before)
            fact, twice = settled.fact, settled.twice
            if settled.differs:
                self._batch.alarm(event, "paper_differs", fact.sale_id)
        points_left = sale.redeemed - sum(document.redeemed for document in before)
        accrued_left = sale.accrued - sum(document.accrued for document in before)
        paid_left = sale.paid_minor - sum(document.paid_minor for document in before)
        # what a receipt that got its card later has earned is known to its claim (``partners.claims``)
        accrued_back = fact.accrued_back if fact.account_id else 0
        if fact.points_back > points_left or accrued_back > accrued_left or fact.paid_minor > paid_left:
            twice = twice or (fact.sale_id,)
        if twice:
            self._batch.alarm(event, "returned_twice", " ".join(twice))
        return replace(
            fact,
            points_back=min(fact.points_back, points_left),
            accrued_back=min(fact.accrued_back, accrued_left),
        )

    def _post(self, happened: Happened, fact: Paper, document: Document) -> Document:
        """Book the points; return the document with what it did to spend and visits."""
        event = happened.event
        self._batch.accounts.end_holds(fact.account_id, but=fact.operation if isinstance(fact, Sale) else "")
        account = self._batch.accounts.get(fact.account_id)
        self._batch.accounts.owing.came_from(event.id, event.agent_id, event.incarnation)
        applied = self._applied(event, fact, account)
        self._batch.accounts.post(
            fact.account_id, applied, store_id=fact.store_id, receipt_code=_receipt_code(fact)
        )
        if isinstance(fact, Sale):
            self._settle(happened, fact, account)
        if applied.state.debt > account.state.debt:
            self._batch.alarm(event, "debt", fact.account_id)
        self._batch.accounts.fit_tier(fact.account_id, self._programmes[""], moment(document.at_us))
        return replace(
            document,
            spend_minor=applied.state.spend_minor - account.state.spend_minor,
            visits=applied.state.visits - account.state.visits,
        )

    def _settle(self, happened: Happened, sale: Sale, before: Account) -> None:
        """End the sale's hold, and follow what the till took by itself; tell of what a till should have refused."""
        for code in _refusable(sale, before.head):
            if code != UNVERIFIED_PAID or not self._batch.was_verified(happened, sale):
                self._batch.alarm(happened.event, code, sale.sale_id)
        if self._batch.shown_too_little(sale):
            self._batch.alarm(happened.event, SHOWN_TOO_LITTLE, sale.sale_id)
        if sale.operation:
            self._batch.accounts.keep_hold(HoldRecord(sale.account_id, sale.operation, "captured"))
        for code in self._batch.settling.sale(happened, sale, before):
            self._batch.alarm(happened.event, code, sale.account_id)

    def _applied(self, event: Event, fact: Paper, account: Account) -> Applied:
        programme = self._programme_of(event)
        if isinstance(fact, Sale):
            learned = moment(self._batch.now_us)
            posting = Posting(event.id, moment(fact.sold_at_us), learned=learned)
            return apply_sale(account.state, fact, posting, programme)
        origin = origin_of(self._batch.entries_of_sale(fact.account_id, fact.sale_id))
        if isinstance(fact, Return):
            posting = Posting(event.id, moment(fact.returned_at_us))
            applied = apply_return(account.state, fact, posting, programme, origin)
        else:
            posting = Posting(event.id, moment(fact.voided_at_us))
            applied = apply_void(account.state, fact, posting, programme, origin)
        return self._no_more_than_counted(fact, account, applied)

    def _no_more_than_counted(self, fact: Return | Void, account: Account, applied: Applied) -> Applied:
        """Take back of spend and visits at most what the sale has added and nothing has taken back yet."""
        sale = self._batch.document(fact.account_id, fact.sale_id)
        papers = [*self._batch.undone_before(fact.account_id, fact.sale_id), *([sale] if sale else [])]
        spend_left = max(0, sum(document.spend_minor for document in papers))
        visits_left = max(0, sum(document.visits for document in papers))
        state = replace(
            applied.state,
            spend_minor=max(applied.state.spend_minor, account.state.spend_minor - spend_left),
            visits=max(applied.state.visits, account.state.visits - visits_left),
        )
        kept = (state.spend_minor - applied.state.spend_minor, state.visits - applied.state.visits)
        if any(kept):
            state = in_month(state, self._programmes[""], moment(sale.at_us if sale else 0), kept)
        return replace(applied, state=state)


def _take_note(batch: Batch, event: Event, note: Noted) -> None:
    """Do what an audit line does; tell a person of what it says."""
    if note.what == FORGOTTEN:
        batch.members.forgotten(event, note.subject)
    elif note.what == VERIFIED:
        batch.cards.verify(note)
    elif what_of(note.what) and (code := batch.cards.take(event, note, batch.members.fresh)):
        batch.alarm(event, code, note.subject)
    for code, subject in alarms_of(note):
        batch.alarm(event, code, subject)


def _refusable(sale: Sale, head: Head) -> Iterator[str]:
    """A till that was changed may let a cashier serve themselves, or let points pay that may not yet.

    Whoever allowed an own card is asked for the right to (``centre.rights``); nobody allows their own.
    """
    own = head.staff_id and head.staff_id == sale.cashier_id
    if own and sale.own_card_by in {"", sale.cashier_id}:
        yield OWN_CARD_SOLD
    if sale.redeemed and not head.verified:
        yield UNVERIFIED_PAID


# --- documents ----------------------------------------------------------------------------------------


def _left_of_sale(batch: Batch, fact: Return | Void) -> int:
    """Return what was due for goods of the sale that are not brought back yet, in minor units."""
    owner = owner_of(fact)
    sale = batch.document(owner, fact.sale_id)
    undone = batch.undone_before(owner, fact.sale_id)
    if sale is None or any(document.kind == "void" for document in undone):
        return 0
    back = sum(document.paid_minor + document.certificate_minor for document in undone)
    return max(0, sale.paid_minor + sale.certificate_minor - back)


def _sale_document(event: Event, sale: Sale) -> Document:
    return Document(
        owner_id=owner_of(sale),
        document_id=sale.sale_id,
        kind="sale",
        event_id=event.id,
        agent_id=event.agent_id,
        store_id=sale.store_id,
        cashier_id=event.cashier_id,
        at_us=sale.sold_at_us,
        sale_id=sale.sale_id,
        account_id=sale.account_id,
        gross_minor=sale.gross_minor,
        discount_minor=sale.discount_minor,
        points_money_minor=sale.points_money_minor,
        certificate_minor=sale.certificate_minor,
        paid_minor=sale.paid_minor,
        redeemed=sale.redeemed,
        accrued=sale.accrued,
    )


def _undo_document(event: Event, fact: Return | Void) -> Document:
    returned = isinstance(fact, Return)
    return Document(
        owner_id=owner_of(fact),
        document_id=document_id_of(fact),
        kind="return" if returned else "void",
        event_id=event.id,
        agent_id=event.agent_id,
        store_id=fact.store_id,
        cashier_id=event.cashier_id,
        at_us=fact.returned_at_us if isinstance(fact, Return) else fact.voided_at_us,
        sale_id=fact.sale_id,
        account_id=fact.account_id,
        certificate_minor=fact.certificate_minor if isinstance(fact, Return) else 0,
        paid_minor=fact.paid_minor,
        redeemed=fact.points_back,
        accrued=fact.accrued_back,
    )


def _amounts(document: Document) -> tuple[int, ...]:
    return (
        document.gross_minor,
        document.discount_minor,
        document.points_money_minor,
        document.certificate_minor,
        document.paid_minor,
        document.redeemed,
        document.accrued,
    )


def _receipt_code(fact: Paper) -> str:
    return fact.sale_code if isinstance(fact, Void) else fact.code
