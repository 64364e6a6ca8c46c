"""What tills did with cards (blocked, unblocked, replaced), done to the centre's cards; each deed is written down.

A card that nobody knows changes nothing. It must never look at a card's number: tills tell its keyed hash.
"""

from collections.abc import Iterable
from dataclasses import replace

from loyalty_pos.centre.kinship.happened import Happened
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Card, FeedRow
from loyalty_pos.centre.rows import card_row
from loyalty_pos.centre.together.records import CardDeed
from loyalty_pos.core.account.card_deeds import state_after, what_of
from loyalty_pos.core.cards import is_digits
from loyalty_pos.core.sale import Noted
from loyalty_pos.wire.events import Event

_LONGEST_KEY = 19


class OpenCards:
    """One transaction's cards that tills changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._cards: dict[int, Card] = {}
        self._changed: dict[int, None] = {}
        self._deeds: list[CardDeed] = []

    def load(self, happened: Iterable[Happened]) -> None:
        """Read the cards that these facts speak of."""
        notes = [one.fact for one in happened if isinstance(one.fact, Noted) and what_of(one.fact.what)]
        keys = {key for note in notes if (key := key_of(note.subject)) is not None}
        if not keys:
            return
        owners = self._desk.members.accounts_of("card", keys)
        cards = self._desk.members.cards_of(sorted(set(owners.values())))
        self._cards = {card.number_key: card for card in cards if card.number_key in keys}

    def take(self, event: Event, note: Noted, fresh: Iterable[Card] = ()) -> None:
        """Change the card; ``fresh``: cards that came within this transaction."""
        what, key = what_of(note.what), key_of(note.subject)
        self._cards |= {one.number_key: one for one in fresh if one.number_key not in self._cards}
        card = self._cards.get(key) if key is not None else None
        if what is None or card is None:
            return
        changed = replace(card, state=state_after(card.state, what, note.reason))
        if changed != card:
            self._cards[card.number_key] = changed
            self._changed[card.number_key] = None
        by = note.approved_by or note.cashier_id
        told = (event.id, card.account_id, card.last4, str(changed.state), note.reason)
        self._deeds.append(CardDeed(*told, note.noted_at_us, by, note.store_id))

    def save(self) -> list[FeedRow]:
        """Write everything; return the rows for the tills."""
        cards = [self._cards[key] for key in self._changed]
        if cards:
            self._desk.members.put_cards(cards)
        for deed in self._deeds:
            self._desk.belongings.note_card(deed)
        return [card_row(card) for card in cards]


def key_of(subject: str) -> int | None:
    """Return the keyed hash of a card as a till told it, None for nonsense."""
    return int(subject) if is_digits(subject) and len(subject) <= _LONGEST_KEY else None
