"""Everything that a batch of events needs, read in a few statements, and everything it leads to, written in a few.

It must never apply anything by itself: see ``applying``.
"""

from collections.abc import Collection, Sequence

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.holds import shown_too_little
from loyalty_pos.centre.intake import BIGGEST, is_plain
from loyalty_pos.centre.kinship.cards import OpenCards
from loyalty_pos.centre.kinship.happened import Happened
from loyalty_pos.centre.leases.aside import Aside, accounts_among, vouchers_among
from loyalty_pos.centre.leases.settling import Settling
from loyalty_pos.centre.offers.budgets import OfferCosts
from loyalty_pos.centre.partners.books import OpenPartners
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.privacy.arriving import OpenMembers
from loyalty_pos.centre.records import Alarm, Document, Park
from loyalty_pos.centre.returned.settling import ReturnedGoods
from loyalty_pos.centre.rights import amount_of, lacking, named_in
from loyalty_pos.centre.vouchers.books import OpenVouchers
from loyalty_pos.core.ledger import Entry
from loyalty_pos.core.sale import CardAttached, CardIssued, Fact, MemberChanged, Return, Sale, Void
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.role_limits import SETTING as ROLE_LIMITS
from loyalty_pos.wire.role_limits import Limits, told_limits
from loyalty_pos.wire.roles import Permission
from loyalty_pos.wire.rows import StaffRow

_OfMember = Sale | Return | Void | CardAttached | CardIssued | MemberChanged


def owner_of(fact: Sale | Return | Void | CardAttached) -> str:
    """Return whose shelf a document stands on: the account's, or the sale's own without a member."""
    return fact.sale_id if isinstance(fact, CardAttached) else fact.account_id or fact.sale_id


def document_id_of(fact: Sale | Return | Void) -> str:
    """Return the id under which the document is applied once."""
    match fact:
        case Sale():
            return fact.sale_id
        case Return():
            return fact.return_id
        case Void():
            return fact.void_id


def has_sound_keys(fact: Fact) -> bool:
    """Tell whether everything that would become a key may be one; asked before any statement sees it."""
    match fact:
        case Sale():
            texts = (fact.sale_id, fact.account_id, fact.store_id, fact.code, fact.operation)
        case Return() | Void():
            texts = (document_id_of(fact), fact.sale_id, fact.account_id, fact.store_id, fact.sale_code)
        case CardAttached(earning=earning):
            texts = (fact.sale_id, fact.account_id, fact.store_id, earning.code, earning.store_id)
            return all(map(is_plain, texts)) and bool(fact.sale_id) and bool(fact.account_id)
        case CardIssued():
            texts = (fact.account_id, fact.person_id, fact.card_number, fact.store_id, fact.phone_masked)
            return all(map(is_plain, texts)) and 0 <= fact.phone_key <= BIGGEST
        case MemberChanged():
            texts = (fact.change_id, fact.account_id, fact.store_id, fact.club_id, fact.key)
            return all(map(is_plain, texts)) and bool(fact.account_id)
        case _:
            return True
    return all(map(is_plain, texts)) and bool(fact.sale_id)


class Batch:
    """One transaction's working copy."""

    def __init__(self, desk: Desk, now_us: int, key: bytes) -> None:
        self.now_us = now_us
        self.accounts = OpenAccounts(desk, now_us)
        self.vouchers = OpenVouchers(desk, now_us)
        self.aside = Aside(desk, self.accounts, self.vouchers, now_us)
        self.settling = Settling(self.aside)
        self.returned = ReturnedGoods(desk)
        self.offers = OfferCosts(desk)
        self.partners = OpenPartners(desk, self.accounts)
        self.members = OpenMembers(desk, self.accounts, key)
        self.cards = OpenCards(desk, self.accounts, self.members)
        self._desk = desk
        self._documents: dict[tuple[str, str], Document] = {}
        self._entries: dict[tuple[str, str], list[Entry]] = {}
        self._kin: dict[str, tuple[str, ...]] = {}
        self._members: list[tuple[str, str]] = []
        self._new_documents: list[Document] = []
        self._parks: list[Park] = []
        self._alarms: list[Alarm] = []
        self._staff: dict[str, StaffRow] = {}
        self._knows_staff = False
        self._told_limits: dict[str, str] | None = None

    # --- reading --------------------------------------------------------------------------------------

    def load(self, happened: Sequence[Happened], also: Collection[str] = ()) -> None:
        """Read what these facts speak of; ``also`` names subjects that will be changed besides."""
        papers = [h.fact for h in happened if isinstance(h.fact, Sale | Return | Void)]
        undone = [fact for fact in papers if not isinstance(fact, Sale)]
        issued = [h.fact for h in happened if isinstance(h.fact, CardIssued)]
        changed = [h.fact for h in happened if isinstance(h.fact, MemberChanged)]
        late = [h.fact for h in happened if isinstance(h.fact, CardAttached)]
        self._load_staff(happened)
        self._kin |= {h.fact.account_id: h.kin for h in happened if h.kin and isinstance(h.fact, _OfMember)}
        ids = {fact.account_id for fact in (*papers, *issued, *changed, *late) if fact.account_id}
        # what was set aside may stand under another name of a member whose account was joined or parted
        ids |= {one for h in happened if isinstance(h.fact, Sale) and h.fact.by_grant for one in h.kin}
        self.partners.load([*undone, *late])
        claimed = self.partners.claims
        ids |= claimed.accounts()
        whole = {fact.account_id for fact in (*undone, *late) if fact.account_id} | claimed.accounts()
        self.accounts.load(ids | set(accounts_among(also)), all_lots=whole)
        self._load_documents(papers, [*undone, *late])
        self.vouchers.load((h.fact for h in happened), vouchers_among(also))
        self.cards.load(happened)
        if issued:
            self.members.load(issued, [h.event.person_id for h in happened if h.event.person_id])

    def _load_staff(self, happened: Sequence[Happened]) -> None:
        named = {one for h in happened for one in named_in(h.event, h.fact)}
        if named:
            self._staff = self._desk.reference.staff_named(named)
            self._knows_staff = bool(self._staff) or bool(self._desk.reference.staff())

    def _load_documents(
        self, papers: Sequence[Sale | Return | Void], undone: Sequence[Return | Void | CardAttached]
    ) -> None:
        found = self._desk.documents.known({(owner_of(fact), document_id_of(fact)) for fact in papers})
        if undone:
            found += self._desk.documents.of_sales({(owner_of(fact), fact.sale_id) for fact in undone})
            pairs = {(fact.account_id, fact.sale_id) for fact in undone if fact.account_id}
            pairs |= self.partners.claims.pairs()
            pairs |= {(kin, sale_id) for one, sale_id in pairs for kin in self._kin.get(one, ())}
            for entry in self._desk.accounts.entries_of_sales(pairs):
                self._entries.setdefault((entry.account_id, entry.sale_id), []).append(entry)
        self._documents |= {(document.owner_id, document.document_id): document for document in found}

    def lacking_rights(self, happened: Happened) -> list[tuple[Permission, str]]:
        """Return the rights that were missing; without a list of staff nobody can be told from anybody."""
        if not self._knows_staff:
            return []
        event, fact = happened.event, happened.fact
        return lacking(self._staff, event, fact, self._limits(fact) if amount_of(fact) else {})

    def _limits(self, fact: Fact) -> Limits:
        """Return up to how much money roles may do what in the fact's store; read at most once a batch."""
        if self._told_limits is None:
            self._told_limits = self._desk.reference.settings_named(ROLE_LIMITS)
        return told_limits(self._told_limits.get(store, "") for store in (fact.store_id, ""))

    def shown_too_little(self, sale: Sale) -> bool:
        """Tell whether the member had to show more for so many points."""
        return shown_too_little(self._desk, self.now_us, sale)

    def was_verified(self, happened: Happened, sale: Sale) -> bool:
        """Tell whether the account that a till names could pay by itself before it was made one with another.

        A till that has not heard of it lets the points pay as before; the other one's phone is confirmed later.
        """
        if not happened.kin:
            return False
        named = happened.told or sale.account_id
        joinings = self._desk.joinings.about([named])
        return any(
            head.account_id == named and head.verified for one in joinings for head in one.brought.heads
        )

    def document(self, owner_id: str, document_id: str) -> Document | None:
        """Return a document that was applied, also within this batch."""
        return self._documents.get((owner_id, document_id))

    def undone_before(self, owner_id: str, sale_id: str) -> list[Document]:
        """Return the returns and voids of a sale applied so far."""
        return [
            document
            for (owner, _), document in self._documents.items()
            if owner == owner_id and document.sale_id == sale_id and document.kind != "sale"
        ]

    def entries_of_sale(self, account_id: str, sale_id: str) -> list[Entry]:
        """Return the account's entries of a sale in order, stored and new; also of accounts that were one with it."""
        stored = list(self._entries.get((account_id, sale_id), []))
        if others := self._kin.get(account_id):
            stored += [entry for one in others for entry in self._entries.get((one, sale_id), [])]
            stored.sort(key=lambda entry: entry.occurred_at)
        return stored + self.accounts.booked_of_sale(account_id, sale_id)

    # --- keeping --------------------------------------------------------------------------------------

    def keep_document(self, document: Document, member_id: str = "") -> None:
        """Remember a document as applied; ``member_id``: whose it is on an account of several."""
        self._documents[document.owner_id, document.document_id] = document
        self._new_documents.append(document)
        if member_id:
            self._members.append((document.document_id, member_id))

    def park(self, event: Event, code: str, waits_for: str = "") -> None:
        """Keep an event aside, with the reason."""
        self._parks.append(Park(event.agent_id, event.incarnation, event.seq, code, waits_for, self.now_us))

    def alarm(self, event: Event, code: str, subject: str) -> None:
        """Tell a person; the same event and code give one alarm, however often it is projected."""
        self._alarms.append(Alarm(f"{event.id}:{code}", code, event.agent_id, subject, self.now_us))

    def save(self) -> list[Park]:
        """Write everything; the feed last, because its sequence is locked from then on. Return what was parked."""
        desk = self._desk
        rows = self.members.save(self.now_us) + self.cards.save()
        desk.documents.add(self._new_documents)
        if self._members:
            desk.joinings.mark_papers(self._members)
        self.partners.save()
        desk.events.park(self._parks)
        desk.watch.raise_alarms(self._alarms)
        rows += self.vouchers.save() + self.accounts.save() + self.returned.rows()
        desk.feed.publish(rows + self.offers.save(self.now_us))
        return self._parks
