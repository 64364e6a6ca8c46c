"""Cards and members that come from elsewhere: an account each, the opening balance as one entry, once.

Ids are derived from the card or the holder, so the same file twice changes nothing. It must never change a
balance that was opened: a different one later is refused and left to a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.items import BalanceItem, MemberItem, Tally, outcome
from loyalty_pos.centre.kinship.kin import kin_of
from loyalty_pos.centre.people import derived_id, shown_phone
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Card, Document, FeedRow, Head, Person
from loyalty_pos.centre.rows import card_row, phone_row
from loyalty_pos.core.cards import last4
from loyalty_pos.core.dates import moment
from loyalty_pos.core.ledger import Posting
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import shown_name
from loyalty_pos.core.posting import Opening, apply_opening_balance


def account_of(item: MemberItem) -> str:
    """Return the account of a card: its holder's, or its own."""
    return derived_id("holder", item.holder) if item.holder else derived_id("card", item.card_number)


@dataclass(frozen=True, slots=True)
class _Wish:
    """One row, read: whose it is and what it opens. ``origin``: whose card it was before accounts were joined."""

    index: int
    account_id: str
    number: str
    opening: Opening
    origin: str = ""

    @property
    def opening_id(self) -> str:
        return derived_id("opening", self.origin or self.account_id, self.number)

    @property
    def opens(self) -> bool:
        return any((self.opening.points, self.opening.spend_minor, self.opening.visits))


def _opening(item: MemberItem | BalanceItem) -> Opening:
    expire_at = moment(item.expire_us) if item.expire_us else None
    return Opening(item.points, item.spend_minor, item.visits, expire_at)


def _opening_document(wish: _Wish, now_us: int) -> Document:
    opening = wish.opening
    return Document(
        owner_id=wish.account_id,
        document_id=wish.opening_id,
        kind="opening",
        event_id=wish.opening_id,
        agent_id="",
        store_id="",
        cashier_id="",
        at_us=now_us,
        sale_id="",
        account_id=wish.account_id,
        redeemed=max(0, -opening.points),
        accrued=max(0, opening.points),
        spend_minor=opening.spend_minor,
        visits=opening.visits,
    )


class Membership:
    """One call's worth of members in one transaction."""

    def __init__(self, desk: Desk, now_us: int, key: bytes) -> None:
        self._desk = desk
        self._now_us = now_us
        self._key = key
        self._accounts = OpenAccounts(desk, now_us)
        self._rows: list[FeedRow] = []
        self._known: dict[tuple[str, int], str] = {}
        self._erased: dict[str, str] = {}
        self._cards: dict[str, Card] = {}
        self._people: dict[str, Person] = {}
        self._openings: dict[str, Document] = {}
        self._new_cards: list[Card] = []
        self._new_people: list[Person] = []
        self._new_names: list[tuple[str, int, str]] = []
        self._new_documents: list[Document] = []
        self._forgotten: list[int] = []
        self._tally = Tally()

    def put_members(self, items: Sequence[MemberItem]) -> Tally:
        """Add or change members; a row that does not fit is refused alone."""
        wishes = [
            _Wish(i, account_of(item), item.card_number, _opening(item)) for i, item in enumerate(items)
        ]
        self._load([wish.account_id for wish in wishes], [item.card_number for item in items], items)
        self._load_openings(wishes)
        for wish, item in zip(wishes, items, strict=True):
            holder = self._known.get(("card", self._card_key(item.card_number)), wish.account_id)
            if wish.account_id in self._erased:
                self._tally.refuse(wish.index, "person_erased")
            elif holder != wish.account_id:
                self._tally.refuse(wish.index, "card_taken")
            elif not self._fits(wish):
                self._tally.refuse(wish.index, "balance_differs")
            else:
                self._put(wish, item)
        return self._save()

    def put_balances(self, items: Sequence[BalanceItem]) -> Tally:
        """Open balances of cards that are there."""
        keys = {self._card_key(item.card_number): item for item in items}
        holders = self._desk.members.accounts_of("card", keys)
        origins = self._origins(holders)
        places = [(item, self._card_key(item.card_number)) for item in items]
        wishes = [
            _Wish(i, holders.get(key, ""), item.card_number, _opening(item), origins.get(key, ""))
            for i, (item, key) in enumerate(places)
        ]
        self._accounts.load({wish.account_id for wish in wishes if wish.account_id})
        self._load_openings(wishes)
        for wish, item in zip(wishes, items, strict=True):
            if not wish.account_id:
                self._tally.refuse(wish.index, "unknown_card")
            elif not self._fits(wish):
                self._tally.refuse(wish.index, "balance_differs")
            else:
                opened = self._open(wish)
                graded = self._grant(wish.account_id, item.tier_id)
                self._tally.add("added" if opened else "changed" if graded else "same")
        return self._save()

    def _load(self, account_ids: Sequence[str], numbers: Sequence[str], items: Sequence[MemberItem]) -> None:
        self._accounts.load(set(account_ids))
        self._erased = self._desk.privacy.erased(set(account_ids))
        for card in self._desk.members.cards_of(set(account_ids)):
            self._cards[card.number] = card
        for person in self._desk.people.people_of(set(account_ids)):
            self._people[person.account_id] = person
        phones = {self._phone_key(item.phone) for item in items if item.phone}
        phones |= {self._phone_key(person.phone) for person in self._people.values() if person.phone}
        for kind, keys in (("card", {self._card_key(number) for number in numbers}), ("phone", phones)):
            for key, account_id in self._desk.members.accounts_of(kind, keys).items():
                self._known[kind, key] = account_id

    def _load_openings(self, wishes: Sequence[_Wish]) -> None:
        found = self._desk.documents.known({(wish.account_id, wish.opening_id) for wish in wishes})
        self._openings = {document.document_id: document for document in found}

    def _origins(self, holders: dict[int, str]) -> dict[int, str]:
        """Return by card whose it was, where its account is part of another one now: its balance was opened there."""
        kin = kin_of(self._desk.joinings, set(holders.values()))
        return {key: one.other_id for one in reversed(kin.all) for key in one.brought.cards if one.holds}

    def _card_key(self, number: str) -> int:
        return lookup_key("card", number, self._key)

    def _phone_key(self, phone: str) -> int:
        return lookup_key("phone", phone, self._key)

    def _fits(self, wish: _Wish) -> bool:
        """Tell whether the balance was not opened yet, or exactly so."""
        known = self._openings.get(wish.opening_id)
        opening = wish.opening
        return (
            known is None
            or not wish.opens
            or (known.accrued - known.redeemed, known.spend_minor, known.visits)
            == (opening.points, opening.spend_minor, opening.visits)
        )

    # --- changing -------------------------------------------------------------------------------------

    def _put(self, wish: _Wish, item: MemberItem) -> None:
        account_id = wish.account_id
        card = Card(
            account_id,
            item.card_number,
            self._card_key(item.card_number),
            last4(item.card_number),
            item.state,
            item.discount_bp,
        )
        done = {outcome(self._cards.get(card.number), card), self._put_person(account_id, item)}
        if self._cards.get(card.number) != card:
            self._cards[card.number] = card
            self._new_cards.append(card)
            self._rows.append(card_row(card))
        self._name("card", card.number_key, account_id)
        done.add("changed" if self._open(wish) else "same")
        self._tally.add("added" if "added" in done else "changed" if "changed" in done else "same")

    def _put_person(self, account_id: str, item: MemberItem) -> str:
        """Keep the person and what tills may see of the account; return what became of it."""
        known = self._people.get(account_id)
        changed_us = known.birthday_changed_us if known else 0
        if known and known.birthday != item.birthday:
            changed_us = self._now_us
        person = Person(
            account_id, derived_id("person", account_id), item.name, item.phone, item.birthday, changed_us
        )
        account = self._accounts.find(account_id)
        head = replace(
            account.head if account else Head(account_id),
            shown_name=shown_name(item.name),
            phone_masked=shown_phone(item.phone),
            staff_id=item.staff_id,
            verified=item.verified,
        )
        if item.tier_id:
            head = replace(head, granted_tier=item.tier_id, tier_id=item.tier_id)
        if account is None or account.head != head or (known and known.birthday != item.birthday):
            self._accounts.change(head)
        if person != known:
            self._new_people.append(person)
            self._people[account_id] = person
            self._rename_phone(account_id, known.phone if known else "", item.phone)
        changed = person != known or account is None or account.head != head
        return "added" if account is None else "changed" if changed else "same"

    def _rename_phone(self, account_id: str, old: str, new: str) -> None:
        """Make the account known under its new phone alone; somebody else's phone stays theirs."""
        if old and old != new and self._known.get(("phone", self._phone_key(old))) == account_id:
            key = self._phone_key(old)
            self._forgotten.append(key)
            del self._known["phone", key]
            self._rows.append(FeedRow("", "phone", str(key), b""))
        if new and self._name("phone", self._phone_key(new), account_id):
            self._rows.append(phone_row(self._phone_key(new), account_id))

    def _name(self, kind: str, key: int, account_id: str) -> bool:
        if (kind, key) in self._known:
            return False
        self._known[kind, key] = account_id
        self._new_names.append((kind, key, account_id))
        return True

    def _open(self, wish: _Wish) -> bool:
        """Book the opening balance unless it is booked; return whether it was done now."""
        if not wish.opens or wish.opening_id in self._openings:
            return False
        opening = wish.opening
        account = self._accounts.get(wish.account_id)
        applied = apply_opening_balance(
            account.state, opening, Posting(wish.opening_id, moment(self._now_us))
        )
        self._accounts.post(wish.account_id, applied)
        document = _opening_document(wish, self._now_us)
        self._openings[wish.opening_id] = document
        self._new_documents.append(document)
        return True

    def _grant(self, account_id: str, tier_id: str) -> bool:
        head = self._accounts.get(account_id).head
        if not tier_id or head.granted_tier == tier_id:
            return False
        self._accounts.change(replace(head, granted_tier=tier_id, tier_id=tier_id))
        return True

    def _save(self) -> Tally:
        for key in self._forgotten:
            self._desk.members.forget("phone", key)
        self._desk.members.put_cards(self._new_cards)
        self._desk.people.put_people(self._new_people)
        self._desk.members.name(self._new_names)
        self._desk.documents.add(self._new_documents)
        accounts = self._accounts.save()
        self._desk.feed.publish([*self._rows, *accounts])
        return self._tally
