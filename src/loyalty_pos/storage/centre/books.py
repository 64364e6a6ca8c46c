"""All books of the centre over one database, and the keys that the network lives by.

It must never let a secret into the database: keys stay in the keyfile beside it.
"""

import base64
import secrets
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Final

from loyalty_pos.centre.ports import Desk, Result
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.storage.centre.accounts import SqlAccounts, SqlHolds
from loyalty_pos.storage.centre.actions import SqlActivities, SqlAwards, SqlBoards
from loyalty_pos.storage.centre.database import Database, Sql
from loyalty_pos.storage.centre.documents import SqlDocuments
from loyalty_pos.storage.centre.feed import SqlFeed, begin_feed, feed_place, rename_feed
from loyalty_pos.storage.centre.fleet.rows import SqlBatches, SqlFleet
from loyalty_pos.storage.centre.joining.belongings import SqlBelongings
from loyalty_pos.storage.centre.joining.rows import SqlJoinings
from loyalty_pos.storage.centre.leases import SqlDebts, SqlLeases, SqlSetAside
from loyalty_pos.storage.centre.members import SqlMembers, SqlPeople
from loyalty_pos.storage.centre.offers import SqlOfferBook, SqlPurchases
from loyalty_pos.storage.centre.office.closings import SqlClosings
from loyalty_pos.storage.centre.office.deeds import SqlAdjustments, SqlOfficeDeeds
from loyalty_pos.storage.centre.office.figures import SqlFigures
from loyalty_pos.storage.centre.office.suspicions import SqlSuspicions
from loyalty_pos.storage.centre.partners.cashback import SqlCashbackOrders
from loyalty_pos.storage.centre.partners.claims import SqlClaims
from loyalty_pos.storage.centre.partners.rates import SqlRates
from loyalty_pos.storage.centre.partners.settlement import SqlSettlement
from loyalty_pos.storage.centre.pools import SqlPools
from loyalty_pos.storage.centre.postgres import PostgresDatabase
from loyalty_pos.storage.centre.privacy.deeds import SqlPrivacy
from loyalty_pos.storage.centre.privacy.rows import SqlPersonalRows
from loyalty_pos.storage.centre.programmes import SqlProgrammes
from loyalty_pos.storage.centre.reference import SqlReference
from loyalty_pos.storage.centre.repricing.marks import SqlPriceMarks
from loyalty_pos.storage.centre.schema import MakeScript, upgrade_postgres, upgrade_sqlite
from loyalty_pos.storage.centre.snapshot.feed_rows import SqlFeedRows
from loyalty_pos.storage.centre.speaking.voices import SqlVoices
from loyalty_pos.storage.centre.sqlite import SqliteDatabase
from loyalty_pos.storage.centre.streams import SqlEvents, SqlStreams
from loyalty_pos.storage.centre.tills import SqlCallers, SqlTills
from loyalty_pos.storage.centre.vouchers import SqlVouchers
from loyalty_pos.storage.centre.watch import SqlWatch
from loyalty_pos.storage.sealing import (
    Sealing,
    SigningKey,
    bundle_public,
    centre_public,
    is_signed_text,
    new_centre_key,
    signed,
    signed_lease,
    signed_message,
    unseal,
    unwrap,
)
from loyalty_pos.storage.vault import Vault, file_key

_ALPHABET: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CODE_LENGTH: Final = 8
_KEY_BYTES: Final = 32


class SqlDesk:
    """Implements ``centre.ports.Desk`` inside one transaction."""

    def __init__(self, sql: Sql) -> None:
        self.streams = SqlStreams(sql)
        self.events = SqlEvents(sql)
        self.accounts = SqlAccounts(sql)
        self.holds = SqlHolds(sql)
        self.joinings, self.belongings = SqlJoinings(sql), SqlBelongings(sql)
        self.leases, self.set_aside = SqlLeases(sql), SqlSetAside(sql)
        self.debts = SqlDebts(sql)
        self.documents = SqlDocuments(sql)
        self.members = SqlMembers(sql)
        self.people = SqlPeople(sql)
        self.privacy = SqlPrivacy(sql)
        self.personal = SqlPersonalRows(sql)
        self.reference = SqlReference(sql)
        self.programmes = SqlProgrammes(sql)
        self.vouchers = SqlVouchers(sql)
        self.settlement = SqlSettlement(sql)
        self.rates = SqlRates(sql)
        self.orders = SqlCashbackOrders(sql)
        self.claims = SqlClaims(sql)
        self.tills, self.batches, self.fleet = SqlTills(sql), SqlBatches(sql), SqlFleet(sql)
        self.callers, self.voices = SqlCallers(sql), SqlVoices(sql)
        self.activities, self.awards = SqlActivities(sql), SqlAwards(sql)
        self.boards = SqlBoards(sql)
        self.offers = SqlOfferBook(sql)
        self.purchases = SqlPurchases(sql)
        self.pools = SqlPools(sql)
        self.feed, self.feed_rows = SqlFeed(sql), SqlFeedRows(sql)
        self.watch, self.price_marks, self.figures = SqlWatch(sql), SqlPriceMarks(sql), SqlFigures(sql)
        self.closings, self.suspicions = SqlClosings(sql), SqlSuspicions(sql)
        self.adjustments, self.office_deeds = SqlAdjustments(sql), SqlOfficeDeeds(sql)


class SqlBooks:
    """Implements ``centre.ports.Books``."""

    def __init__(self, database: Database) -> None:
        self._database = database
        database.write(lambda sql: begin_feed(sql, uuid.uuid4().hex))

    def read(self, work: Callable[[Desk], Result]) -> Result:
        """Run ``work`` on one snapshot."""
        return self._database.read(lambda sql: work(SqlDesk(sql)))

    def write(self, work: Callable[[Desk], Result]) -> Result:
        """Run ``work`` in one durable transaction."""
        return self._database.write(lambda sql: work(SqlDesk(sql)))

    def feed_place(self) -> tuple[str, int]:
        """Return the feed's name and its newest place."""
        return self._database.read(feed_place)

    def rename_feed(self, feed_id: str) -> None:
        """Make every till read the feed from its start."""
        self._database.write(lambda sql: rename_feed(sql, feed_id))

    def tidy(self) -> None:
        """Let nothing that was deleted lie in a log beside the database."""
        self._database.tidy()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()


def open_sqlite(path: Path, vault: Vault, make: MakeScript) -> SqlBooks:
    """Open or make the embedded database. Raises StorageNewer, StorageCorrupt, StorageBusy, StorageFailing."""
    key_hex = file_key(vault, "centre.db")
    upgrade_sqlite(path, key_hex, make)
    return SqlBooks(SqliteDatabase(path, key_hex))


def open_postgres(url: str, make: MakeScript) -> SqlBooks:
    """Open the books on a PostgreSQL server. Raises StorageNewer."""
    database = PostgresDatabase(url)
    try:
        upgrade_postgres(database, make)
        return SqlBooks(database)
    except BaseException:
        database.close()
        raise


class CentreClock:
    """The wall clock of the centre."""

    def now_us(self) -> int:
        """Return UTC microseconds since 1970."""
        return time.time_ns() // 1000


class CentreSigning:
    """Implements ``centre.ports.Signing`` over a vault."""

    def __init__(self, vault: Vault) -> None:
        self._bundles = _kept(vault, "centre-bundles", lambda: secrets.token_bytes(_KEY_BYTES))
        self._bundles_public = bundle_public(self._bundles)
        self._speaking = SigningKey(self._bundles)

    @property
    def bundle_key(self) -> str:
        """The public key that verifies bundles, base64."""
        return self._bundles_public

    def sign_bundle(self, bundle: str) -> str:
        """Return the signature of a bundle's name, base64."""
        return signed(self._bundles, bundle)

    def sign_lease(self, lease: bytes) -> str:
        """Return the signature of a lease, base64."""
        return signed_lease(self._bundles, lease)

    def sign_passport(self, message: bytes) -> bytes:
        """Return the signature of a passport; the message says by itself what it is."""
        return signed_message(self._bundles, message)

    def sign(self, text: bytes) -> str:
        """Return the signature of an answer or an order, base64 (``wire.signing``)."""
        return self._speaking.sign(text)

    def is_signed(self, public: str, text: bytes, signature: str) -> bool:
        """Tell whether the owner of a till's key signed this text."""
        return is_signed_text(public, text, signature)


class CentreSecrets(CentreSigning):
    """Implements ``centre.ports.Secrets`` over a vault; missing keys are made at the first start."""

    def __init__(self, vault: Vault) -> None:
        super().__init__(vault)
        self._lookup = _kept(vault, "lookup", lambda: secrets.token_bytes(_KEY_BYTES))
        self._private = _kept(vault, "centre-x25519", lambda: new_centre_key()[0])
        self._public = centre_public(self._private)
        self._pools = _kept(vault, "centre-pools", lambda: secrets.token_bytes(_KEY_BYTES))

    def code(self) -> str:
        """Return 8 random base32 characters."""
        return "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))

    def token(self) -> str:
        """Return 256 random bits."""
        return secrets.token_urlsafe(_KEY_BYTES)

    def new_id(self) -> str:
        """Return a random UUID."""
        return str(uuid.uuid4())

    @property
    def lookup_key(self) -> bytes:
        """The network's key for keyed hashes."""
        return self._lookup

    @property
    def lookup_key_text(self) -> str:
        """The same as base64."""
        return base64.b64encode(self._lookup).decode()

    @property
    def centre_key(self) -> str:
        """The public key, base64."""
        return self._public

    def open_sealed(self, sealed: str, person_id: str, wrapped: str) -> dict[str, str]:
        """Return the personal fields. Raises BadMessage, also when the person's key was destroyed."""
        if not wrapped:
            raise BadMessage(reason="no person key")
        return unseal(sealed, unwrap(wrapped, self._private, person_id), person_id)

    def unwrap(self, wrapped: str, name: str) -> bytes:
        """Return a key that was wrapped for this centre and bound to ``name``. Raises BadMessage."""
        return unwrap(wrapped, self._private, name)

    def seal_code(self, code: str, key: int) -> str:
        """Return a partner's code sealed for the centre alone, bound to its keyed hash."""
        return Sealing().seal({"code": code}, self._pools, str(key))

    def open_code(self, sealed: str, key: int) -> str:
        """Return the code. Raises BadMessage."""
        return unseal(sealed, self._pools, str(key))["code"]


def _kept(vault: Vault, name: str, make: Callable[[], bytes]) -> bytes:
    known = vault.get(name)
    if known is None:
        known = base64.b64encode(make()).decode()
        vault.put(name, known)
    return base64.b64decode(known)
