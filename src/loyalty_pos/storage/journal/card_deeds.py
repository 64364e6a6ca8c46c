"""What this till did with cards that the centre's rows do not yet contain: a lost card is dead here at once."""

from collections.abc import Iterable

from loyalty_pos.core.account.card_deeds import VERIFIED, CardWhat, state_after, what_of
from loyalty_pos.core.cards import is_digits
from loyalty_pos.core.member import CardState
from loyalty_pos.core.sale import Fact, Noted
from loyalty_pos.storage.database import Database
from loyalty_pos.storage.journal.events import COLUMNS, known_fact
from loyalty_pos.wire.events import Event

_NOTES = f"SELECT {COLUMNS} FROM event WHERE kind = 'noted' AND seq > ? ORDER BY seq"  # noqa: S608  # our own columns


class CardDeedsSince:
    """By the card's keyed hash: (seq, what, reason), oldest first; read once at the start, then told.

    ``undone``: where the giving out of a card was undone last. ``verified``: accounts whose phone was confirmed here.
    """

    def __init__(self, database: Database, projected: int) -> None:
        self._deeds: dict[int, list[tuple[int, CardWhat, str]]] = {}
        self.undone: dict[int, int] = {}
        self.verified: set[str] = set()
        for row in database.reader().rows(_NOTES, (projected,)):
            event = Event(*row)
            self.recorded([(event.seq, known_fact(event))])

    def recorded(self, facts: Iterable[tuple[int, Fact]]) -> None:
        """Hear of facts with their place in the journal, after they are durable."""
        for seq, fact in facts:
            if not isinstance(fact, Noted):
                continue
            if fact.what == VERIFIED:
                self.verified.add(fact.subject)
            elif is_digits(fact.subject) and (what := what_of(fact.what)) is not None:
                self._deeds.setdefault(int(fact.subject), []).append((seq, what, fact.reason))
                if what is CardWhat.UNDONE:
                    self.undone[int(fact.subject)] = seq

    def state(self, key: int, told: CardState, projected: int) -> CardState:
        """Return the card's state with what was done here behind the centre's watermark."""
        for seq, what, reason in self._deeds.get(key, ()):
            if seq > projected:
                told = state_after(told, what, reason)
        return told
