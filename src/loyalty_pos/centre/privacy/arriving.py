"""A card that a till gave out arrives at the centre: the sealed part is opened, the phone becomes a name of the account.

The phone stands in the sealed part alone (older tills told its keyed hash beside it). Whoever was erased meanwhile
stays erased: the card comes as one that has ended, and nobody is behind it.
"""

from dataclasses import replace

from loyalty_pos.centre.batch import Batch
from loyalty_pos.centre.people import shown_phone
from loyalty_pos.centre.ports import Secrets
from loyalty_pos.centre.privacy.forgetting import nobody
from loyalty_pos.centre.records import Card, Person
from loyalty_pos.core.cards import last4
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.member import CardState, shown_name
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.core.sale import CardIssued
from loyalty_pos.wire.events import Event


def take_card(batch: Batch, secrets: Secrets, event: Event, fact: CardIssued) -> None:
    """Keep the card and its holder; a number that somebody else has is parked."""
    key = batch.card_key(fact.card_number)
    holder = batch.known_as("card", key)
    if holder and holder != fact.account_id:
        batch.park(event, "card_taken")
        batch.alarm(event, "card_taken", fact.account_id)
        return
    card = Card(fact.account_id, fact.card_number, key, last4(fact.card_number), CardState.ACTIVE)
    head = batch.accounts.get(fact.account_id).head
    if batch.is_erased(fact.account_id):
        batch.accounts.change(nobody(head))
        batch.keep_card(replace(card, state=CardState.ARCHIVE))
        return
    person = _person(batch, secrets, event, fact)
    phone_key = fact.phone_key
    if person.phone and not phone_key:
        phone_key = lookup_key("phone", person.phone, secrets.lookup_key)
    if phone_key and batch.whose_phone(phone_key) not in {"", fact.account_id}:
        batch.alarm(event, "phone_twice", fact.account_id)
    head = replace(
        head,
        shown_name=shown_name(person.name),
        phone_masked=fact.phone_masked or shown_phone(person.phone),
        verified=fact.verified,
    )
    batch.accounts.change(head)
    batch.keep_card(card)
    batch.keep_person(person, phone_key)


def _person(batch: Batch, secrets: Secrets, event: Event, fact: CardIssued) -> Person:
    """Open the sealed part; a person who cannot be read is still a member."""
    fields: dict[str, str] = {}
    if event.sealed:
        wrapped = batch.person_keys.get(event.person_id, "")
        try:
            fields = secrets.open_sealed(event.sealed, event.person_id, wrapped)
        except BadMessage:
            batch.alarm(event, "unreadable_person", fact.person_id)
    return Person(
        account_id=fact.account_id,
        person_id=fact.person_id,
        name=fields.get("name", ""),
        phone=fields.get("phone", ""),
        birthday=fields.get("birthday", ""),
    )
