"""What this till did that the centre's rows do not yet contain: events of an account above the projected watermark."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from loyalty_pos.core.sale import CardIssued, Fact
from loyalty_pos.storage.database import Database
from loyalty_pos.storage.journal.card_deeds import CardDeedsSince
from loyalty_pos.storage.journal.events import COLUMNS, known_fact
from loyalty_pos.wire.events import Event

_OF_ACCOUNT = (
    f"SELECT {COLUMNS} FROM account_event JOIN event USING (seq) "  # noqa: S608  # our own columns
    "WHERE account_id = ? AND seq > ? ORDER BY seq"
)
_OF_VOUCHER = (
    f"SELECT {COLUMNS} FROM voucher_event JOIN event USING (seq) "  # noqa: S608  # as above
    "WHERE key = ? AND seq > ? ORDER BY seq"
)
_ISSUED = f"SELECT name, seq, card_key, {COLUMNS} FROM issued_card JOIN event USING (seq) WHERE "  # noqa: S608  # as above
_ISSUED_TO = (
    f"SELECT card_key, seq, {COLUMNS} FROM issued_card JOIN event USING (seq) "  # noqa: S608  # as above
    "WHERE account_id = ? ORDER BY seq"
)

MOST_KEPT: Final = 64
"""Accounts of which is kept what their deeds came to: whoever stands at the counter now is asked for again and again."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One own event of an account: its id gives the ledger's entry ids, ``at_us`` is the till's clock."""

    seq: int
    event_id: str
    at_us: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class IssuedHere:
    """A card given out at this till, with the short name of its holder ("" once the centre has it)."""

    fact: CardIssued
    name: str
    seq: int
    card_key: int


class SinceThen:
    """Reading side for ``storage.cache.members``."""

    def __init__(self, database: Database, projected: int) -> None:
        """``projected``: what the cache contains at start."""
        self._database = database
        self._reader = database.reader()
        self._from = projected
        self._concerned = self._accounts_since(projected)
        self._vouchers = self._vouchers_since(projected)
        self.cards = CardDeedsSince(database, projected)

    def may_concern(self, account_id: str) -> bool:
        """Tell whether there can be deeds of this account; almost always not, and then no file is asked."""
        return account_id in self._concerned

    def recorded(self, account_id: str) -> None:
        """Hear of a new deed, after it is durable."""
        self._concerned.add(account_id)

    def voucher_touched(self, keys: Iterable[int]) -> None:
        """Hear that a new deed touched these vouchers, after it is durable."""
        self._vouchers.update(keys)

    def voucher_deeds(self, key: int, projected: int) -> list[Fact]:
        """Return this till's own facts about a voucher with seq > ``projected``, in order; almost always none."""
        if key not in self._vouchers:
            return []
        return [known_fact(Event(*row)) for row in self._reader.rows(_OF_VOUCHER, (key, projected))]

    def projected(self, projected: int) -> None:
        """Hear how far the centre's rows reach now; short names of members that they have brought are forgotten."""
        if projected < self._from:  # a centre restored from yesterday
            self._from = projected
            self._concerned |= self._accounts_since(projected)
            self._vouchers |= self._vouchers_since(projected)
        self._forget_names(projected)

    def deeds(self, account_id: str, projected: int) -> list[Deed]:
        """Return the account's own events with seq > ``projected``, in order."""
        rows = self._reader.rows(_OF_ACCOUNT, (account_id, projected))
        events = [Event(*row) for row in rows]
        return [Deed(event.seq, event.id, event.wall_us, known_fact(event)) for event in events]

    def event_of_sale(self, sale_id: str) -> str:
        """Return the id of the event that gave a sale of this till its points, "" when it is another till's sale."""
        for kind in ("card_attached", "sale"):
            row = self._reader.row("SELECT id FROM event WHERE fact_id = ?", (f"{kind}:{sale_id}",))
            if row:
                return str(row[0])
        return ""

    def issued_by_card(self, card_key: int) -> IssuedHere | None:
        """Return the card with this keyed hash."""
        return self._issued("card_key = ?", card_key)

    def issued_by_phone(self, phone_key: int) -> IssuedHere | None:
        """Return the newest card issued for this keyed phone."""
        return self._issued("phone_key = ? AND phone_key <> 0 ORDER BY seq DESC LIMIT 1", phone_key)

    def issued_by_account(self, account_id: str) -> IssuedHere | None:
        """Return the newest card issued for this account."""
        return self._issued("account_id = ? ORDER BY seq DESC LIMIT 1", account_id)

    def issued_to(self, account_id: str) -> list[tuple[int, int, CardIssued]]:
        """Return (keyed hash, place in the journal, fact) of the cards that this till gave out for an account."""
        rows = self._reader.rows(_ISSUED_TO, (account_id,))
        facts = [(row[0], row[1], known_fact(Event(*row[2:]))) for row in rows]
        return [(key, seq, fact) for key, seq, fact in facts if isinstance(fact, CardIssued)]

    def is_undone(self, account_id: str) -> bool:
        """Tell whether the giving out of this account's newest card here was undone, and the centre does not know yet."""
        if not self.cards.undone:
            return False
        issued = self.issued_by_account(account_id)
        return issued is not None and self.cards.undone.get(issued.card_key, 0) > issued.seq

    def _forget_names(self, projected: int) -> None:
        stale = self._reader.row(
            "SELECT 1 FROM issued_card WHERE seq <= ? AND name <> '' LIMIT 1", (projected,)
        )
        if stale:
            with self._database.writing() as connection:
                connection.execute("UPDATE issued_card SET name = '' WHERE seq <= ?", (projected,))

    def _accounts_since(self, projected: int) -> set[str]:
        rows = self._reader.rows("SELECT DISTINCT account_id FROM account_event WHERE seq > ?", (projected,))
        return {account_id for (account_id,) in rows}

    def _vouchers_since(self, projected: int) -> set[int]:
        rows = self._reader.rows("SELECT DISTINCT key FROM voucher_event WHERE seq > ?", (projected,))
        return {key for (key,) in rows}

    def _issued(self, where: str, key: int | str) -> IssuedHere | None:
        row = self._reader.row(_ISSUED + where, (key,))
        if row is None:
            return None
        fact = known_fact(Event(*row[3:]))
        assert isinstance(fact, CardIssued)
        return IssuedHere(fact, *row[:3])
