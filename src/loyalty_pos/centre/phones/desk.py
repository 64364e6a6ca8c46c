"""Makes a member's phone known to the tills, vouches for it, and stops it.

The phone made its own pair of keys: the centre never sees the private half and keeps no more than it tells the tills.
One phone a card: another one takes its place. Whoever calls must know that it is the member who asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from loyalty_pos.centre.ports import Books, Clock, Desk, Secrets
from loyalty_pos.centre.privacy.finding import living_account
from loyalty_pos.centre.records import Card
from loyalty_pos.centre.rows import phone_key_row
from loyalty_pos.core.leases.lease import Holder
from loyalty_pos.core.member import CardState
from loyalty_pos.core.member_code.layout import KEY_BYTES, Passport, signed_by_centre
from loyalty_pos.core.problems import BadMessage, CardBlocked

PASSPORT_DAYS: Final = 7
"""So long a till that never heard of a phone believes the centre's word on it, and so long a stopped one may be used there."""
_DAY_MINUTES: Final = 24 * 60
_MINUTE_US: Final = 60_000_000


@dataclass(frozen=True, slots=True)
class PhoneGiven:
    """What the phone takes with it: all of it may be read by anybody who has the phone."""

    network: str
    card: int
    last4: str
    passport: Passport


class PhoneDesk:
    """One call, one transaction."""

    def __init__(self, books: Books, clock: Clock, secrets: Secrets) -> None:
        self._books, self._clock, self._secrets = books, clock, secrets

    def register(self, who: str, public_key: bytes) -> PhoneGiven:
        """Let this phone stand for a member's card; the same phone again gets a new passport.

        ``who``: card, full phone or account id; ``public_key``: 32 raw bytes, Ed25519. Raises ``NobodyLikeThat``,
        ``AlreadyErased``, ``CardBlocked``, ``BadMessage``.
        """
        if len(public_key) != KEY_BYTES:
            raise BadMessage(reason="public key")
        return self._books.write(lambda desk: self._registered(desk, who, public_key))

    def stop(self, who: str) -> str:
        """Let no code of this card's phone count any more; return the card's last digits. Raises as ``register``."""

        def work(desk: Desk) -> str:
            card = self._card(desk, who)
            desk.feed.publish([phone_key_row(card, b"", self._until())])
            return card.last4

        return self._books.write(work)

    def _registered(self, desk: Desk, who: str, public_key: bytes) -> PhoneGiven:
        card, network = self._card(desk, who), self._secrets.bundle_key
        passport = Passport(public_key, self._until(), Holder.APP, 0)
        signature = self._secrets.sign_passport(signed_by_centre(passport, card.number_key, network))
        desk.feed.publish([phone_key_row(card, public_key, passport.until_minutes)])
        return PhoneGiven(network, card.number_key, card.last4, replace(passport, signature=signature))

    def _until(self) -> int:
        return self._clock.now_us() // _MINUTE_US + PASSPORT_DAYS * _DAY_MINUTES

    def _card(self, desk: Desk, who: str) -> Card:
        """Return the card that was named, or an active one of the member who was."""
        account_id = living_account(desk, self._secrets.lookup_key, who).head.account_id
        cards = desk.members.cards_of([account_id])
        named = [card for card in cards if card.number == "".join(filter(str.isdigit, who))]
        card = _first_active(named or cards)
        if card is None:
            raise CardBlocked(last4=cards[0].last4 if cards else "")
        return card


def _first_active(cards: Sequence[Card]) -> Card | None:
    return next((card for card in cards if card.state is CardState.ACTIVE), None)
