"""Everything that a batch of events needs, read in a few statements, and everything it leads to, written in a few.

It must never apply anything by itself: see ``applying``.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.intake import BIGGEST, is_plain
from loyalty_pos.centre.leases.settling import Settling
from loyalty_pos.centre.offers.budgets import OfferCosts
from loyalty_pos.centre.partners.books import OpenPartners
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Alarm, Card, Document, FeedRow, Park, Person
from loyalty_pos.centre.returned.settling import ReturnedGoods
from loyalty_pos.centre.rights import lacking, named_in
from loyalty_pos.centre.rows import card_row, phone_row
from loyalty_pos.centre.vouchers.books import OpenVouchers
from loyalty_pos.core.ledger import Entry
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.sale import CardAttached, CardIssued, Fact, MemberChanged, Return, Sale, Void
from loyalty_pos.wire.events import Event
from loyalty_pos.wire.roles import Permission
from loyalty_pos.wire.rows import StaffRow


@dataclass(frozen=True, slots=True)
class Happened:
    """An event with the fact inside it."""

    event: Event
    fact: Fact


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
        self.settling = Settling(desk, self.accounts, now_us)
        self.vouchers = OpenVouchers(desk)
        self.returned = ReturnedGoods(desk)
        self.offers = OfferCosts(desk)
        self.partners = OpenPartners(desk, self.accounts)
        self.person_keys: dict[str, str] = {}
        self._desk = desk
        self._key = key
        self._documents: dict[tuple[str, str], Document] = {}
        self._entries: dict[tuple[str, str], list[Entry]] = {}
        self._known: dict[tuple[str, int], str] = {}
        self._new_documents: list[Document] = []
        self._parks: list[Park] = []
        self._alarms: list[Alarm] = []
        self._cards: list[Card] = []
        self._people: list[Person] = []
        self._names: list[tuple[str, int, str]] = []
        self._staff: dict[str, StaffRow] = {}
        self._knows_staff = False
        self._erased: dict[str, str] = {}
        self._forgotten: list[tuple[str, str]] = []

    # --- reading --------------------------------------------------------------------------------------

    def load(self, happened: Sequence[Happened], also: Collection[str] = ()) -> None:
        """Read what these facts speak of; ``also`` names accounts that will be posted to besides."""
        papers = [h.fact for h in happened if isinstance(h.fact, Sale | Return | Void)]
        undone = [fact for fact in papers if not isinstance(fact, Sale)]
        issued = [h.fact for h in happened if isinstance(h.fact, CardIssued)]
        changed = [h.fact for h in happened if isinstance(h.fact, MemberChanged)]
        late = [h.fact for h in happened if isinstance(h.fact, CardAttached)]
        self._load_staff(happened)
        ids = {fact.account_id for fact in (*papers, *issued, *changed, *late) if fact.account_id}
        self.partners.load([*undone, *late])
        claimed = self.partners.claims
        ids |= claimed.accounts()
        whole = {fact.account_id for fact in (*undone, *late) if fact.account_id} | claimed.accounts()
        self.accounts.load(ids | set(also), all_lots=whole)
        self._load_documents(papers, [*undone, *late])
        self.vouchers.load(h.fact for h in happened)
        if issued:
            self._load_names(issued, [h.event.person_id for h in happened if h.event.person_id])

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
            for entry in self._desk.accounts.entries_of_sales(pairs):
                self._entries.setdefault((entry.account_id, entry.sale_id), []).append(entry)
        self._documents |= {(document.owner_id, document.document_id): document for document in found}

    def _load_names(self, issued: Sequence[CardIssued], person_ids: Sequence[str]) -> None:
        for kind, keys in (
            ("card", {self.card_key(fact.card_number) for fact in issued}),
            ("phone", {fact.phone_key for fact in issued if fact.phone_key}),
        ):
            found = self._desk.members.accounts_of(kind, keys)
            self._known |= {(kind, key): account_id for key, account_id in found.items()}
        self.person_keys |= self._desk.events.person_keys(person_ids)
        self._erased |= self._desk.privacy.erased({fact.account_id for fact in issued})

    def card_key(self, number: str) -> int:
        """Return the keyed hash of a card number."""
        return lookup_key("card", number, self._key)

    def lacking_rights(self, happened: Happened) -> list[tuple[Permission, str]]:
        """Return the rights that were missing; without a list of staff nobody can be told from anybody."""
        return lacking(self._staff, happened.event, happened.fact) if self._knows_staff else []

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
        """Return the account's entries of a sale in order, stored and new."""
        return self._entries.get((account_id, sale_id), []) + self.accounts.booked_of_sale(
            account_id, sale_id
        )

    def known_as(self, kind: str, key: int) -> str:
        """Return the account known under a keyed hash, "" for nobody."""
        return self._known.get((kind, key), "")

    def whose_phone(self, key: int) -> str:
        """Return the account that has this phone, "" for nobody; a sealed phone is only known when it is opened."""
        if ("phone", key) not in self._known:
            found = self._desk.members.accounts_of("phone", {key})
            self._known |= {("phone", one): account_id for one, account_id in found.items()}
        return self.known_as("phone", key)

    def is_erased(self, account_id: str) -> bool:
        """Tell whether the member of an issued card was erased meanwhile."""
        return account_id in self._erased

    # --- keeping --------------------------------------------------------------------------------------

    def keep_document(self, document: Document) -> None:
        """Remember a document as applied."""
        self._documents[document.owner_id, document.document_id] = document
        self._new_documents.append(document)

    def keep_card(self, card: Card) -> None:
        """Remember a card."""
        self._cards.append(card)
        self._name("card", card.number_key, card.account_id)

    def keep_person(self, person: Person, phone_key: int) -> None:
        """Remember a person and the phone (0 = none), which stays with whoever had it first."""
        self._people.append(person)
        if phone_key:
            self._name("phone", phone_key, person.account_id)

    def forgotten(self, event: Event, number: str) -> None:
        """Remember that a till has forgotten somebody."""
        if is_plain(number):
            self._forgotten.append((number, event.agent_id))

    def _name(self, kind: str, key: int, account_id: str) -> None:
        if not self.known_as(kind, key):
            self._known[kind, key] = account_id
            self._names.append((kind, key, account_id))

    def park(self, event: Event, code: str, waits_for: str = "") -> None:
        """Keep an event aside, with the reason."""
        self._parks.append(Park(event.agent_id, event.incarnation, event.seq, code, waits_for, self.now_us))

    def alarm(self, event: Event, code: str, subject: str) -> None:
        """Tell a person; the same event and code give one alarm, however often it is projected."""
        self._alarms.append(Alarm(f"{event.id}:{code}", code, event.agent_id, subject, self.now_us))

    def save(self) -> list[Park]:
        """Write everything; the feed last, because its sequence is locked from then on. Return what was parked."""
        desk = self._desk
        rows: list[FeedRow] = [card_row(card) for card in self._cards]
        rows += [phone_row(key, account_id) for kind, key, account_id in self._names if kind == "phone"]
        desk.members.name(self._names)
        desk.members.put_cards(self._cards)
        desk.people.put_people(self._people)
        desk.documents.add(self._new_documents)
        self.partners.save()
        for number, agent_id in self._forgotten:
            desk.privacy.confirm(number, agent_id, self.now_us)
        desk.events.park(self._parks)
        desk.watch.raise_alarms(self._alarms)
        rows += self.vouchers.save() + self.accounts.save() + self.returned.rows()
        desk.feed.publish(rows + self.offers.save(self.now_us))
        return self._parks
