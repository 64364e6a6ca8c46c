"""Members' phones as the centre tells of them, and the codes that were shown here: ``till.phones.port.MemberPhones``.

Keys come with the feed into the cache. What was shown stands in the journal, because a cache may be thrown away.
"""

import base64
import binascii
import logging
import threading
from collections.abc import Callable
from typing import Final

from loyalty_pos.core.member import Member
from loyalty_pos.core.member_code.layout import STEP_S, MemberCode
from loyalty_pos.core.problems import Problem
from loyalty_pos.storage.cache.members import TillMembers
from loyalty_pos.storage.database import Connection, Database
from loyalty_pos.storage.identity import Identity
from loyalty_pos.storage.journal.person_keys import Sealer
from loyalty_pos.till.phones.port import KnownPhone
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.rows import PhoneKeyRow

KEEP_STEPS: Final = 24 * 3600 // STEP_S
"""A code is too old after a minute and a half; a day more costs nothing and outlives a clock that is put right."""
_log = logging.getLogger(__name__)


class TillPhones:
    """On cache and journal. Safe from any thread."""

    def __init__(
        self,
        cache: Database,
        journal: Database,
        members: TillMembers,
        identity: Identity,
        load_sealer: Callable[[], Sealer],
    ) -> None:
        """``load_sealer``: brings cryptography with the first code; a till where no phone is shown never needs it."""
        self._reader = cache.reader()
        self._journal = journal
        self._journal_reader = journal.reader()
        self._members = members
        self._identity = identity
        self._load_sealer = load_sealer
        self._turn = threading.Lock()
        self._shown: dict[int, int] = {}
        self._is_ready = False

    def network(self) -> tuple[str, bytes]:
        """Return the network's name and the centre's key: both are the key that this till got when it was enrolled."""
        key = self._identity.place().bundle_key
        try:
            return key, base64.b64decode(key, validate=True)
        except binascii.Error:
            return "", b""

    def member(self, card: int) -> Member | None:
        """Return whose card has this keyed hash."""
        return self._members.by_card_key(card)

    def phone(self, card: int) -> KnownPhone:
        """Return what the feed told of the card's phone."""
        row = self._reader.row("SELECT public_key, until_minutes FROM phone_key WHERE card = ?", (card,))
        return KnownPhone(*row) if row else KnownPhone()

    def last_counter(self, card: int) -> int:
        """Return the counter of the newest code that was believed here."""
        row = self._journal_reader.row("SELECT counter FROM shown_code WHERE card = ?", (card,))
        with self._turn:
            return max(self._shown.get(card, -1), row[0] if row else -1)

    def remember(self, code: MemberCode) -> None:
        """Keep it with one small commit; a full disk stops no member."""
        with self._turn:
            self._shown[code.card] = code.counter
        try:
            with self._journal.writing() as connection:
                connection.execute(
                    "INSERT OR REPLACE INTO shown_code VALUES (?, ?, ?)", (code.card, code.counter, code.step)
                )
                connection.execute("DELETE FROM shown_code WHERE step < ?", (code.step - KEEP_STEPS,))
        except Problem as problem:
            _log.warning("code.not_kept code=%s", problem.code)

    def prepare(self) -> None:
        """Bring cryptography before the first code is shown, where members have phones; the first call takes 80 ms."""
        if not self._is_ready and self._reader.row("SELECT 1 FROM phone_key LIMIT 1"):
            self._load_sealer()
            self._is_ready = True

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        """Tell whether the owner of this key signed the message."""
        return self._load_sealer().is_right(public_key, message, signature)


def take_phone_key(connection: Connection, key: str, row: bytes) -> None:
    """Keep one row of the feed, or forget it; its key is the card's keyed hash."""
    if not row:
        connection.execute("DELETE FROM phone_key WHERE card = ?", (int(key),))
        return
    told = decode(row, PhoneKeyRow)
    connection.execute(
        "INSERT OR REPLACE INTO phone_key VALUES (?, ?, ?)", (int(key), told.public_key, told.until_minutes)
    )
