"""Everything a till keeps, opened together: lock, reserve, journal, cache; a damaged file never stops the selling.

A damaged cache is set aside and fetched again. A damaged journal is set aside whole and a new one begun, with a
new incarnation; the incident is told. Nothing is ever deleted. A foreign or newer journal is refused untouched.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from loyalty_pos.core.problems import Problem, StorageCorrupt, StorageForeign, StorageNewer
from loyalty_pos.storage.cache.bundles import ShopProgrammes, Trust
from loyalty_pos.storage.cache.feed import Feed, projected_for
from loyalty_pos.storage.cache.following import Following
from loyalty_pos.storage.cache.goods import ShopGoods
from loyalty_pos.storage.cache.held_cards import TillCards
from loyalty_pos.storage.cache.members import OwnDeeds, TillMembers
from loyalty_pos.storage.cache.parsing import Parse
from loyalty_pos.storage.cache.phones import TillPhones
from loyalty_pos.storage.cache.shop import ShopSettings, ShopStaff
from loyalty_pos.storage.cache.snapshot.bootstrap import Bootstrap, Surroundings
from loyalty_pos.storage.cache.snapshot.pointer import cache_name, sweep
from loyalty_pos.storage.cache.vouchers import TillVouchers
from loyalty_pos.storage.database import Database, FileKind, Upgrade, open_database
from loyalty_pos.storage.folders import refusal, refusals, sync_folder
from loyalty_pos.storage.forgetting import Desks, Forgetting
from loyalty_pos.storage.identity import Identity
from loyalty_pos.storage.instance_lock import InstanceLock
from loyalty_pos.storage.journal.beside import BesideRows
from loyalty_pos.storage.journal.book import Desk, TillJournal
from loyalty_pos.storage.journal.chain import tail_break
from loyalty_pos.storage.journal.leases import LeaseBook
from loyalty_pos.storage.journal.log_damage import has_lost_commits, is_of_another
from loyalty_pos.storage.journal.outbox import Outbox
from loyalty_pos.storage.journal.packs import PackRows
from loyalty_pos.storage.journal.person_keys import PersonKeys, Sealer
from loyalty_pos.storage.journal.pin_locks import PinFailures
from loyalty_pos.storage.journal.since import SinceThen
from loyalty_pos.storage.journal_mark import JournalMark, known_head
from loyalty_pos.storage.kinds import CACHE, JOURNAL
from loyalty_pos.storage.old_copies import OldCopies
from loyalty_pos.storage.recovery.note import RecoveryNote
from loyalty_pos.storage.reserve import Reserve
from loyalty_pos.storage.speaking.keys import DeviceKeys
from loyalty_pos.storage.vault import Protection, Vault, file_key
from loyalty_pos.till.ports import Clock
from loyalty_pos.wire.rows import BundleRow

_PARTS: Final = ("", "-wal", "-shm")
_STAMP: Final = "%Y%m%dT%H%M%S"
_DAMAGED_MARK: Final = ".damaged"
DAMAGED: Final = ".corrupt-"
"""In the name of a file that was set aside."""
FOREIGN: Final = ".foreign-"
"""In the name of a log that was another file's."""


@dataclass(frozen=True, slots=True)
class Loaders:
    """What the files need from outside. ``upgrade`` and ``load_sealer`` bring large libraries: called when needed."""

    clock: Clock
    parse: Parse
    upgrade: Upgrade
    load_sealer: Callable[[], Sealer]


class TillFiles:
    """The open files of one till and the ports on them."""

    def __init__(self, folder: Path, vault: Vault, loaders: Loaders) -> None:
        """See ``open_till``."""
        self._vault = vault
        self.device_keys = DeviceKeys(vault)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = InstanceLock(folder / "till.lock")
        except OSError as error:
            raise refusal(error, folder) from error
        self._open: list[Database] = []
        try:
            self._build(folder, loaders)
        except BaseException:
            self.close()
            raise

    def _build(self, folder: Path, loaders: Loaders) -> None:
        opened_at = loaders.clock.now()
        self.reserve = Reserve(folder / "reserve.bin")
        self.reserve.refill()
        self.journal_file, damaged_journal = self._sound(folder, JOURNAL, loaders.upgrade, opened_at)
        sweep(folder, cache_name(self.journal_file))
        self.cache_file, damaged_cache = self._sound(folder, CACHE, loaders.upgrade, opened_at)
        self.incidents: tuple[Problem, ...] = (*damaged_journal, *damaged_cache)
        self.identity = Identity(self.journal_file, self._vault)
        life = self.identity.incarnation
        self.since = SinceThen(self.journal_file, projected_for(self.cache_file, life))
        keys = PersonKeys(loaders.load_sealer)
        desk = Desk(self.identity, loaders.clock, keys, self.reserve, self.since)
        self.journal = TillJournal(self.journal_file, desk)
        self.outbox = Outbox(self.journal_file, self.identity)
        key = file_key(self._vault, _key_name(JOURNAL))
        self.recovery = RecoveryNote(folder, self.identity, key, loaders.load_sealer)
        self.leases = LeaseBook(self.journal_file, self.identity, self._trusts_lease(loaders))
        self.mark = JournalMark(self._vault, life, lambda: self.journal.queue().head_seq, self.leases.epoch)
        self.pin_locks = PinFailures(self.journal_file)
        self.beside = BesideRows(self.journal_file)
        self.packs = PackRows(self.journal_file)
        desks = Desks(self.journal, self.identity, loaders.clock, OldCopies(folder, key))
        self.forgetting = Forgetting(self.cache_file, self.journal_file, desks)
        self.incidents += self.forgetting.at_opening()
        self.feed = Feed(self.cache_file, life, self._told, self._trusts(loaders))
        self.bootstrap = Bootstrap(self._around_bootstrap(folder, loaders))
        self._build_ports(loaders)

    def _build_ports(self, loaders: Loaders) -> None:
        """Join what the counter asks."""
        self.goods = ShopGoods(self.cache_file)
        self.staff = ShopStaff(self.cache_file)
        self.programmes = ShopProgrammes(self.cache_file, loaders.parse, loaders.clock)
        self.following = Following(self.cache_file, loaders.parse)
        self.settings = ShopSettings(self.cache_file)
        own = OwnDeeds(self.since, self.identity.incarnation, self.programmes, self.identity.lookup_key)
        self.members = TillMembers(self.cache_file, own)
        self.held_cards = TillCards(self.cache_file, own)
        self.phones = TillPhones(
            self.cache_file, self.journal_file, self.members, self.identity, loaders.load_sealer
        )
        self.vouchers = TillVouchers(self.cache_file, own)

    def _around_bootstrap(self, folder: Path, loaders: Loaders) -> Surroundings:
        life, trust = self.identity.incarnation, self._trusts(loaders)
        return Surroundings(
            folder=folder,
            journal=self.journal_file,
            cache=self.cache_file,
            key=file_key(self._vault, _key_name(CACHE)),
            upgrade=loaders.upgrade,
            load_sealer=loaders.load_sealer,
            centre_key=lambda: self.identity.place().bundle_key,
            feed_of=lambda database, told: Feed(database, life, told, trust),
            moved=self._told,
        )

    def _told(self, projected: int) -> None:
        """Hear how far the rows reach now, and forget whom they told to forget."""
        self.since.projected(projected)
        self.forgetting.catch_up()

    def _trusts(self, loaders: Loaders) -> Trust:
        """Return who tells whether this till's centre signed a bundle; without its key the encrypted line must do."""

        def trust(bundle: BundleRow) -> bool:
            place = self.identity.place()
            if bundle.store_id != place.store_id:
                return False
            key = place.bundle_key
            return not key or loaders.load_sealer().is_signed(key, bundle.signed, bundle.signature)

        return trust

    def _trusts_lease(self, loaders: Loaders) -> Callable[[bytes, str], bool]:
        """Return who tells whether this till's centre signed a lease; as for bundles."""

        def trust(lease: bytes, signature: str) -> bool:
            key = self.identity.place().bundle_key
            return not key or loaders.load_sealer().is_signed_lease(key, lease, signature)

        return trust

    def journal_key(self) -> str:
        """Return the key of the journal's file, of those that were set aside and of what was salvaged (96 hex digits)."""
        return file_key(self._vault, _key_name(JOURNAL))

    def known_head(self, incarnation: str) -> int:
        """Return how far a journal of this till is known to have come, also one that was set aside; 0 = not known."""
        return known_head(self._vault, incarnation)

    @property
    def protection(self) -> Protection:
        """How well the keys are kept."""
        return self._vault.protection

    def self_check(self) -> tuple[Problem, ...]:
        """Check both files through; seconds for a large cache, so only in idle time.

        A damaged file goes on being used as far as it can be read, and is replaced at the next start. A till that is
        never ended forgets names here too, after a month without its centre.
        """
        found = list(self.forgetting.wipe_if_silent())
        for database in self._open:
            if database.damage():
                _set_mark(database.path)
                found.append(StorageCorrupt(path=str(database.path), kept_as=str(database.path)))
        return tuple(found)

    def tidy(self) -> None:
        """Move the write-ahead logs into the files, see that the journal can be recovered; for idle moments."""
        for database in self._open:
            database.tidy()
        self.recovery.keep()

    def close(self) -> None:
        """Close everything and let another instance in."""
        for database in self._open:
            database.close()
        self._open.clear()
        self._lock.release()

    def _sound(
        self, folder: Path, kind: FileKind, upgrade: Upgrade, at: datetime
    ) -> tuple[Database, tuple[Problem, ...]]:
        """Open the file; a damaged one is set aside and a new one made."""
        path = folder / (cache_name(self.journal_file) if kind is CACHE else _file_name(kind))
        if kind is JOURNAL and path.exists() and self._vault.get(_key_name(kind)) is None:
            # a vault of another account, or a lost one: a new key would hide that
            raise StorageForeign(path=str(path))
        key = file_key(self._vault, _key_name(kind))
        if not path.exists() and _has_parts(path):
            # a setting aside that was cut off: an empty file would swallow the old one's log
            set_aside(path, at)
        told = _foreign_log_aside(path, key, kind, at)
        if not _mark(path).exists() and not (kind is JOURNAL and _log_is_damaged(path)):
            try:
                return self._checked(open_database(path, key, kind, upgrade)), told
            except StorageCorrupt:
                pass  # told below, with the name under which it is kept
            except (StorageForeign, StorageNewer):
                if kind is JOURNAL:
                    raise
        kept_as = set_aside(path, at)
        database = self._checked(open_database(path, key, kind, upgrade))
        return database, (*told, StorageCorrupt(path=str(path), kept_as=str(kept_as)))

    def _checked(self, database: Database) -> Database:
        """Take the file in after the checks that are cheap: the end of the chain; ``self_check`` does the rest.

        Encryption refuses any page that was changed when it is read, wherever it is.
        """
        try:
            broken = tail_break(database.reader()) if database.kind is JOURNAL else 0
        except BaseException:
            database.close()
            raise
        if broken:
            database.close()
            raise StorageCorrupt(path=str(database.path), kept_as=str(database.path))
        if database.kind is CACHE:
            database.paused = lambda: self.reserve.spent
        self._open.append(database)
        return database


def open_till(folder: Path, vault: Vault, loaders: Loaders) -> TillFiles:
    """Open the till's files, made at the first start.

    ``incidents`` tells what was damaged and set aside. Raises ``StorageBusy`` (a second instance), and for the
    journal ``StorageForeign``, ``StorageNewer``, ``StorageFull``, ``StorageFailing``; then nothing was changed.
    """
    try:
        return TillFiles(folder, vault, loaders)
    except StorageCorrupt as problem:
        if Path(problem.path).stem.partition("-")[0] not in {JOURNAL.name, CACHE.name}:
            raise
        _set_mark(Path(problem.path))  # a damaged page that only the first questions met
    return TillFiles(folder, vault, loaders)


def set_aside(path: Path, at: datetime) -> Path:
    """Rename the file with its log beside itself and return the new name; nothing is deleted.

    Raises ``StorageFull``, ``StorageFailing``; what was renamed until then keeps its new name.
    """
    stamp = at.strftime(_STAMP)
    kept_as = path.with_name(f"{path.stem}{DAMAGED}{stamp}{path.suffix}")
    number = 1
    while kept_as.exists():
        number += 1
        kept_as = path.with_name(f"{path.stem}{DAMAGED}{stamp}-{number}{path.suffix}")
    try:
        for part in _PARTS:
            source = path.with_name(path.name + part)
            if source.exists():
                source.replace(kept_as.with_name(kept_as.name + part))
        _mark(path).unlink(missing_ok=True)
    except OSError as error:
        raise refusal(error, path) from error
    sync_folder(path.parent)
    return kept_as


def _foreign_log_aside(path: Path, key: str, kind: FileKind, at: datetime) -> tuple[Problem, ...]:
    """Put a log of another till's file out of the way. Raises ``StorageFull``, ``StorageFailing``."""
    log = path.with_name(f"{path.name}-wal")
    with refusals(log):
        if not is_of_another(path, key, kind.page_bytes):
            return ()
        kept_as = path.with_name(f"{path.stem}{FOREIGN}{at.strftime(_STAMP)}{path.suffix}-wal")
        log.replace(kept_as)
    sync_folder(path.parent)
    return (StorageCorrupt(path=str(log), kept_as=str(kept_as)),)


def _log_is_damaged(path: Path) -> bool:
    """Tell whether the log holds more than SQLite would take of it. Raises ``StorageFailing``."""
    log = path.with_name(f"{path.name}-wal")
    try:
        return has_lost_commits(log, JOURNAL.page_bytes)
    except OSError as error:
        raise refusal(error, log) from error


def _has_parts(path: Path) -> bool:
    return any(path.with_name(path.name + part).exists() for part in _PARTS)


def _file_name(kind: FileKind) -> str:
    return f"{kind.name}.db"


def _key_name(kind: FileKind) -> str:
    return f"{kind.name}-key"


def _mark(path: Path) -> Path:
    return path.with_name(path.name + _DAMAGED_MARK)


def _set_mark(path: Path) -> None:
    """Have the file replaced at the next start. Raises ``StorageFull``, ``StorageFailing``."""
    try:
        _mark(path).touch()
    except OSError as error:
        raise refusal(error, path) from error
