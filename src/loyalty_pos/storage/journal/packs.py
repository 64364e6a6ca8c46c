"""The packs of blank cards in the journal's file: ``till.pack_book.port.PackBook``; all derived from the till's own events."""

from collections.abc import Sequence
from typing import Final

from loyalty_pos.core.account.card_deeds import TO_PACK, CardWhat
from loyalty_pos.core.packs.pack import RECEIVED, SPOILED, pack_in
from loyalty_pos.core.sale import CardIssued, Fact, Noted
from loyalty_pos.storage.database import Connection, Database
from loyalty_pos.storage.journal.events import COLUMNS, known_fact
from loyalty_pos.till.pack_book.port import PackLine
from loyalty_pos.wire.events import Event

_BETWEEN: Final = "length(first) = length(?1) AND first <= ?1 AND last >= ?1"
_LINES: Final = (
    "SELECT first, last, size, (SELECT count(*) FROM pack_card WHERE pack = pack.seq AND state = 'issued'), "
    "(SELECT count(*) FROM pack_card WHERE pack = pack.seq AND state = 'spoiled') FROM pack "
)
_LAST: Final = (
    f"SELECT phone_key, {COLUMNS} FROM issued_card JOIN event USING (seq) "  # noqa: S608  # our own columns
    "WHERE seq > (SELECT first_seq FROM shift WHERE shift_id = ?) ORDER BY seq DESC LIMIT 1"
)


def derive_packs(connection: Connection, seq: int, fact: Fact) -> None:
    """Write what the fact changes of packs; a card of no pack changes nothing."""
    match fact:
        case Noted(what=what, subject=text) if what == RECEIVED:
            if (pack := pack_in(text)) is not None:
                row = (seq, pack.first, pack.last, pack.size)
                connection.execute("INSERT OR IGNORE INTO pack VALUES (?, ?, ?, ?)", row)
        case Noted(what=what, subject=number) if what == SPOILED:
            _put(connection, number, "spoiled")
        case Noted(what=what, reason=reason) if what == CardWhat.UNDONE:
            _take_back(connection, fact, "left" if reason == TO_PACK else "spoiled")
        case Noted(what=what, subject=key) if what == CardWhat.LEFT:
            _forget_phone(connection, key)
        case CardIssued(card_number=number):
            _put(connection, number, "issued")
        case _:
            pass


def _put(connection: Connection, number: str, state: str) -> None:
    connection.execute(
        f"INSERT OR REPLACE INTO pack_card SELECT ?1, seq, ?2 FROM pack WHERE {_BETWEEN}",  # noqa: S608  # our own columns
        (number, state),
    )


def _take_back(connection: Connection, note: Noted, state: str) -> None:
    """Put the card of an issue that was undone back; nobody is found by its phone any more."""
    row = connection.execute(
        "SELECT json_extract(body, '$.card_number') FROM issued_card JOIN event USING (seq) WHERE card_key = ?",
        (note.subject,),
    ).fetchone()
    if row:
        _put(connection, row[0], state)
    _forget_phone(connection, note.subject)


def _forget_phone(connection: Connection, card_key: str) -> None:
    connection.execute("UPDATE issued_card SET phone_key = 0, name = '' WHERE card_key = ?", (card_key,))


class PackRows:
    """Thread-safe; reads only."""

    def __init__(self, database: Database) -> None:
        self._reader = database.reader()

    def lines(self) -> Sequence[PackLine]:
        """Return every pack, in the order in which they came."""
        return self._lines("ORDER BY seq", ())

    def holding(self, number: str) -> PackLine | None:
        """Return the pack that the card is of."""
        found = self._lines(f"WHERE {_BETWEEN}", (number,))
        return found[0] if found else None

    def is_spoiled(self, number: str) -> bool:
        """Tell whether the blank card was spoiled."""
        row = self._reader.row("SELECT state FROM pack_card WHERE number = ?", (number,))
        return row is not None and row[0] == "spoiled"

    def last_given(self, shift_id: str) -> CardIssued | None:
        """Return the newest card given out in the shift; one that was taken back is found by no phone any more."""
        row = self._reader.row(_LAST, (shift_id,))
        fact = known_fact(Event(*row[1:])) if row and row[0] else None
        return fact if isinstance(fact, CardIssued) else None

    def _lines(self, where: str, keys: tuple[str, ...]) -> list[PackLine]:
        return [PackLine(*row) for row in self._reader.rows(_LINES + where, keys)]
