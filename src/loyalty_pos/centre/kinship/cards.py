"""What tills did with cards (blocked, unblocked, replaced), done to the centre's cards; each deed is written down.

A card that nobody knows changes nothing; one that was used is not undone. It must never look at a card's number: tills
tell its keyed hash.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Protocol

from loyalty_pos.centre.accounts import OpenAccounts
from loyalty_pos.centre.kinship.happened import Happened
from loyalty_pos.centre.kinship.kin import kin_of
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import Card, FeedRow
from loyalty_pos.centre.rows import card_row
from loyalty_pos.centre.together.records import CardDeed
from loyalty_pos.core.account.card_deeds import ENDED, TO_PACK, VERIFIED, CardWhat, state_after, what_of
from loyalty_pos.core.cards import is_digits
from loyalty_pos.core.sale import Noted
from loyalty_pos.wire.events import Event

_LONGEST_KEY = 19
UNDONE_USED = "card_undone_used"
"""A till took a card back that somebody had used meanwhile: it stays theirs."""


class Holders(Protocol):
    """The new cards of this transaction and whoever is behind them (``privacy.arriving.OpenMembers``)."""

    def has(self, card: Card) -> bool:
        """Tell whether the card is still its account's."""
        ...

    def withdraw(self, card: Card, *, to_pack: bool) -> bool:
        """Let nobody be behind the card; False where it was used."""
        ...

    def leave(self, card: Card, ended: Collection[int]) -> None:
        """Let nobody be behind a card that left the account of several."""
        ...

    def pass_on(self, old: Card, new: Card) -> Card:
        """Let the person of a card that was replaced have the new one."""
        ...


class OpenCards:
    """One transaction's cards that tills changed."""

    def __init__(self, desk: Desk, accounts: OpenAccounts, members: Holders) -> None:
        self._desk, self._accounts, self._members = desk, accounts, members
        self._cards: dict[int, Card] = {}
        self._verified: dict[str, str] = {}
        self._changed: dict[int, None] = {}
        self._deeds: list[CardDeed] = []

    def load(self, happened: Iterable[Happened]) -> None:
        """Read the cards that these facts speak of."""
        noted = [one.fact for one in happened if isinstance(one.fact, Noted)]
        verified = {note.subject for note in noted if note.what == VERIFIED}
        if verified:
            kin = kin_of(self._desk.joinings, verified)
            self._verified = {one: kin.now(one) for one in verified}
            self._accounts.load(set(self._verified.values()))
        notes = [note for note in noted if what_of(note.what)]
        keys = {key for note in notes if (key := key_of(note.subject)) is not None}
        if not keys:
            return
        owners = self._desk.members.accounts_of("card", keys)
        self._accounts.load(
            {owners[key_of(n.subject) or 0] for n in notes if _ends(n) and key_of(n.subject) in owners}
        )
        cards = self._desk.members.cards_of(sorted(set(owners.values())))
        self._cards = {card.number_key: card for card in cards if card.number_key in keys}

    def verify(self, note: Noted) -> None:
        """Let a member pay whose phone was confirmed; an account that nobody knows stays unknown."""
        account = self._accounts.find(self._verified.get(note.subject, ""))
        if account is not None and not account.head.verified:
            self._accounts.change(replace(account.head, verified=True))

    def take(self, event: Event, note: Noted, fresh: Iterable[Card] = ()) -> str:
        """Change the card; return a code that a person must look at, "" = none. ``fresh``: cards that came within this transaction."""
        what, key = what_of(note.what), key_of(note.subject)
        self._cards |= {
            one.number_key: one
            for one in fresh
            if one.number_key not in self._cards or one.account_id != self._cards[one.number_key].account_id
        }
        card = self._cards.get(key) if key is not None else None
        if what is None or card is None:
            return ""
        if _undoes(note) and not self._members.withdraw(card, to_pack=note.reason == TO_PACK):
            return UNDONE_USED
        self._pass_on(card, what, fresh)
        changed = replace(card, state=state_after(card.state, what, note.reason))
        if changed != card:
            self._cards[card.number_key] = changed
            self._changed[card.number_key] = None
        by = note.approved_by or note.cashier_id
        told = (event.id, card.account_id, card.last4, str(changed.state), note.reason)
        self._deeds.append(CardDeed(*told, note.noted_at_us, by, note.store_id))
        return ""

    def _pass_on(self, card: Card, what: CardWhat, fresh: Iterable[Card]) -> None:
        """Let the person of a card that ends have the one that takes its place; of one that leaves, nobody is left."""
        if what is CardWhat.LEFT and card.person_id:
            self._members.leave(card, {one.number_key for one in self._cards.values() if one.state in ENDED})
        if what is CardWhat.REPLACED:
            for one in tuple(fresh):
                if one.account_id == card.account_id and not one.person_id and card.person_id:
                    self._cards[one.number_key] = self._members.pass_on(card, one)

    def save(self) -> list[FeedRow]:
        """Write everything; return the rows for the tills."""
        cards = [self._cards[key] for key in self._changed]
        cards = [card for card in cards if self._members.has(card)]  # somebody else may have got it since
        if cards:
            self._desk.members.put_cards(cards)
        for deed in self._deeds:
            self._desk.belongings.note_card(deed)
        return [card_row(card) for card in cards]


def _ends(note: Noted) -> bool:
    return note.what in {CardWhat.UNDONE, CardWhat.LEFT}


def _undoes(note: Noted) -> bool:
    return note.what == CardWhat.UNDONE


def key_of(subject: str) -> int | None:
    """Return the keyed hash of a card as a till told it, None for nonsense."""
    return int(subject) if is_digits(subject) and len(subject) <= _LONGEST_KEY else None
