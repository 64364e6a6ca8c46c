"""The cards of one account in the cache, with what this till did with them since and those that it gave out."""

from typing import Final

from loyalty_pos.core.member import CardState
from loyalty_pos.storage.cache.members import OwnDeeds, card_state
from loyalty_pos.storage.database import Database
from loyalty_pos.till.held_cards.port import HeldCard

_CARDS: Final = (
    "SELECT card.key, card.last4, card.state, feed.projected, feed.incarnation FROM feed, card "
    "JOIN account ON account.number = card.account WHERE account.id = ? ORDER BY card.state = 'active' DESC, card.key"
)


class TillCards:
    """``till.held_cards.port.HeldCards`` on cache and journal."""

    def __init__(self, database: Database, own: OwnDeeds) -> None:
        self._reader = database.reader()
        self._own = own

    def of(self, account_id: str) -> list[HeldCard]:
        """Return the cards of an account, those that may be used first."""
        found = {}
        for key, last4, state, projected, incarnation in self._reader.rows(_CARDS, (account_id,)):
            contained = projected if incarnation == self._own.incarnation else 0
            known = self._own.since.cards.state(key, card_state(state), contained)
            found[key] = HeldCard(key, last4, known)
        for key, seq, fact in self._own.since.issued_to(account_id):
            state = self._own.since.cards.state(key, CardState.ACTIVE, seq)
            found.setdefault(key, HeldCard(key, fact.card_number[-4:], state))
        return sorted(found.values(), key=lambda card: card.state is not CardState.ACTIVE)
