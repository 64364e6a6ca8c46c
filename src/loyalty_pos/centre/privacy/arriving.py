"""Cards that tills gave out arrive at the centre: the sealed part is opened, the phone becomes a name of the account.

The phone stands in the sealed part alone (older tills told its keyed hash beside it). Whoever was erased meanwhile
stays erased: the card comes as one that has ended, and nobody is behind it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.intake import is_plain
from loyalty_pos.centre.people import shown_phone
from loyalty_pos.centre.ports import Desk, Secrets
from loyalty_pos.centre.privacy.forgetting import nobody
from loyalty_pos.centre.privacy.leaving import leavers
from loyalty_pos.centre.records import Card, FeedRow, Person
from loyalty_pos.centre.rows import card_row, phone_row
from loyalty_pos.core.account.least_age import SETTING as LEAST_AGE
from loyalty_pos.core.account.least_age import years_at
from loyalty_pos.core.cards import last4
from loyalty_pos.core.dates import moment
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState, shown_name
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.wire.events import Event

TOO_YOUNG: Final = "member_too_young"


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of a card. ``parked``: why it was not taken, "" = it was; ``alarms``: what a person must look at."""

    parked: str = ""
    alarms: tuple[str, ...] = ()


class OpenMembers:
    """One transaction's new cards, the people behind them, and what tills said of people they forgot."""

    def __init__(self, desk: Desk, accounts: OpenAccounts, key: bytes) -> None:
        self._desk = desk
        self._accounts = accounts
        self._key = key
        self._known: dict[tuple[str, int], str] = {}
        self._person_keys: dict[str, str] = {}
        self._erased: dict[str, str] = {}
        self._cards: list[Card] = []
        self._people: list[Person] = []
        self._names: list[tuple[str, int, str]] = []
        self._forgotten: list[tuple[str, str]] = []
        self._freed: list[int] = []
        self._blank: dict[int, Card] = {}
        self._moved: list[Card] = []

    @property
    def fresh(self) -> Sequence[Card]:
        """The cards of this transaction."""
        return self._cards

    def load(self, issued: Sequence[CardIssued], person_ids: Sequence[str]) -> None:
        """Read whom these cards and phones belong to, and the keys of the sealed parts."""
        for kind, keys in (
            ("card", {lookup_key("card", fact.card_number, self._key) for fact in issued}),
            ("phone", {fact.phone_key for fact in issued if fact.phone_key}),
        ):
            found = self._desk.members.accounts_of(kind, keys)
            self._known |= {(kind, key): account_id for key, account_id in found.items()}
        self._person_keys |= self._desk.events.person_keys(person_ids)
        self._erased |= self._desk.privacy.erased({fact.account_id for fact in issued})

    def take(self, event: Event, fact: CardIssued, secrets: Secrets) -> Arrived:
        """Take the card and its holder; a number that somebody else has is not taken."""
        key = lookup_key("card", fact.card_number, self._key)
        owner = self._known.get(("card", key), fact.account_id)
        if owner != fact.account_id:
            blank = self._blank_card(key, owner)
            if blank is None:
                return Arrived("card_taken", ("card_taken",))
            self._hand_on(blank)
        ends = last4(fact.card_number)
        card = Card(fact.account_id, fact.card_number, key, ends, CardState.ACTIVE, person_id=fact.person_id)
        head = self._accounts.get(fact.account_id).head
        if fact.account_id in self._erased:
            self._accounts.change(nobody(head))
            self._keep(replace(card, state=CardState.ARCHIVE))
            return Arrived()
        fields, alarms = _opened(event, secrets, self._person_keys.get(event.person_id, ""))
        phone = fields.get("phone", "")
        person = Person(
            fact.account_id, fact.person_id, fields.get("name", ""), phone, fields.get("birthday", "")
        )
        phone_key = fact.phone_key or (lookup_key("phone", phone, self._key) if phone else 0)
        if phone_key and self._whose_phone(phone_key) not in {"", fact.account_id}:
            alarms = (*alarms, "phone_twice")
        if self._is_another(fact):
            return self._one_more(fact, card, person, (phone_key, alarms))
        self._accounts.change(
            replace(
                head,
                shown_name=shown_name(person.name),
                phone_masked=fact.phone_masked or shown_phone(phone),
                verified=fact.verified,
            )
        )
        self._keep(card)
        self._people.append(person)
        if phone_key:
            self._name("phone", phone_key, fact.account_id)
        return Arrived(alarms=(*alarms, *_too_young(self._desk, fact, person)))

    def _is_another(self, fact: CardIssued) -> bool:
        """Tell whether the account has its person already: this is a new card of theirs, or somebody of the family's."""
        account = self._accounts.find(fact.account_id)
        return account is not None and (not fact.person_id or bool(account.head.shown_name))

    def _one_more(
        self, fact: CardIssued, card: Card, person: Person, phone: tuple[int, tuple[str, ...]]
    ) -> Arrived:
        """Take a further card of a known account: its name and phone stay those of whoever opened it."""
        phone_key, alarms = phone
        self._keep(card)
        if fact.person_id:
            self._people.append(person)
        if phone_key:
            self._name("phone", phone_key, fact.account_id)
        return Arrived(alarms=alarms)

    def has(self, card: Card) -> bool:
        """Tell whether the card is still this account's within this transaction."""
        return self._known.get(("card", card.number_key), card.account_id) == card.account_id

    def withdraw(self, card: Card, *, to_pack: bool) -> bool:
        """Let nobody be behind a card whose giving out was undone; False where it was used: then nothing changes.

        ``to_pack``: somebody else may get the card.
        """
        account = self._accounts.get(card.account_id)
        state = account.state
        # other cards: somebody of a family, or a card that took another one's place
        shared = any(one.number != card.number for one in self._cards_of(card.account_id))
        if state.lots or state.debt or state.spend_minor or state.visits or shared:
            return False
        self._let_go(card.account_id, self._people_of(card.account_id))
        self._accounts.change(replace(account.head, shown_name="", phone_masked=""))
        if to_pack:
            self._blank[card.number_key] = card
        return True

    def pass_on(self, old: Card, new: Card) -> Card:
        """Let the person of a card that was replaced have the new one; return it so."""
        theirs = replace(new, person_id=old.person_id)
        self._cards = [theirs if one == new else one for one in self._cards]
        return theirs

    def leave(self, card: Card, ended: Collection[int]) -> None:
        """Let nobody be behind a card that left its account, if that was all they had of it (``privacy.leaving``)."""
        people, head = self._people_of(card.account_id), self._accounts.get(card.account_id).head
        self._let_go(card.account_id, leavers(card, self._cards_of(card.account_id), people, ended, head))

    def _cards_of(self, account_id: str) -> list[Card]:
        cards = [*self._desk.members.cards_of([account_id]), *self._cards]
        return [one for one in cards if one.account_id == account_id]

    def _people_of(self, account_id: str) -> list[Person]:
        stored = self._desk.people.people_of([account_id])
        return [*stored, *(one for one in self._people if one.account_id == account_id)]

    def _let_go(self, account_id: str, people: Sequence[Person]) -> None:
        """Know nothing of these people any more."""
        for phone in {one.phone for one in people if one.phone}:
            self._free(lookup_key("phone", phone, self._key), account_id)
        gone = {(account_id, one.person_id) for one in people}
        self._people = [one for one in self._people if (one.account_id, one.person_id) not in gone]
        self._people += [Person(*one) for one in sorted(gone)]

    def _free(self, key: int, account_id: str) -> None:
        if self._whose_phone(key) == account_id:
            self._known["phone", key] = ""
            self._names = [one for one in self._names if one[:2] != ("phone", key)]
            self._freed.append(key)

    def _blank_card(self, key: int, owner: str) -> Card | None:
        """Return the card if it lies in a pack: imported as not given out, or taken back."""
        if key in self._blank:
            return self._blank[key]
        cards = self._desk.members.cards_of([owner])
        return next(
            (one for one in cards if one.number_key == key and one.state is CardState.NONACTIVE), None
        )

    def _hand_on(self, blank: Card) -> None:
        """Make room for whoever gets the card now."""
        key = blank.number_key
        self._cards = [one for one in self._cards if one.number_key != key]
        self._names = [one for one in self._names if one[:2] != ("card", key)]
        self._moved.append(blank)
        self._blank.pop(key, None)
        del self._known["card", key]

    def forgotten(self, event: Event, number: str) -> None:
        """Remember that a till has forgotten somebody."""
        if is_plain(number):
            self._forgotten.append((number, event.agent_id))

    def save(self, now_us: int) -> list[FeedRow]:
        """Write everything; return the rows for the tills."""
        for key in self._freed:
            self._desk.members.forget("phone", key)
        for card in self._moved:
            self._desk.members.forget("card", card.number_key)
        self._desk.members.drop_cards(self._moved)
        self._desk.members.name(self._names)
        self._desk.members.put_cards(self._cards)
        self._desk.people.put_people(self._people)
        for number, agent_id in self._forgotten:
            self._desk.privacy.confirm(number, agent_id, now_us)
        rows = [FeedRow("", "phone", str(key), b"") for key in self._freed]
        rows += [card_row(card) for card in self._cards]
        return rows + [phone_row(key, owner) for kind, key, owner in self._names if kind == "phone"]

    def _whose_phone(self, key: int) -> str:
        """Return the account that has this phone, "" for nobody; a sealed phone is known when it is opened."""
        if ("phone", key) not in self._known:
            found = self._desk.members.accounts_of("phone", {key})
            self._known |= {("phone", one): account_id for one, account_id in found.items()}
        return self._known.get(("phone", key), "")

    def _keep(self, card: Card) -> None:
        self._cards.append(card)
        self._name("card", card.number_key, card.account_id)

    def _name(self, kind: str, key: int, account_id: str) -> None:
        """Make the account known so; a phone stays with whoever had it first."""
        if not self._known.get((kind, key)):
            self._known[kind, key] = account_id
            self._names.append((kind, key, account_id))


def _opened(event: Event, secrets: Secrets, wrapped: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Open the sealed part; a person who cannot be read is still a member."""
    if not event.sealed:
        return {}, ()
    try:
        return secrets.open_sealed(event.sealed, event.person_id, wrapped), ()
    except BadMessage:
        return {}, ("unreadable_person",)


def _too_young(desk: Desk, fact: CardIssued, person: Person) -> tuple[str, ...]:
    """Return the alarm where this person may not have an account alone; the till asked, and may be changed."""
    least = int(
        desk.reference.setting(fact.store_id, LEAST_AGE) or desk.reference.setting("", LEAST_AGE) or 0
    )
    years = years_at(person.birthday, moment(fact.issued_at_us).date())
    return (TOO_YOUNG,) if least and (years is None or years < least) else ()
