"""The centre, joined: books, actor, application, server. Three ways to have one, from a library to a process."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from loyalty_pos.api.app import build_app
from loyalty_pos.api.server import Address, CentreServer
from loyalty_pos.centre.admin import CentreAdmin
from loyalty_pos.centre.at_the_desk.desk import ManagersDesk
from loyalty_pos.centre.centre import Centre
from loyalty_pos.centre.clubs.lists import ClubLists
from loyalty_pos.centre.daily.backup_age import look_at_backups, tell_of_restore
from loyalty_pos.centre.fleet.desk import FleetDesk
from loyalty_pos.centre.offers.budgets import BudgetDesk
from loyalty_pos.centre.phones.desk import PhoneDesk
from loyalty_pos.centre.ports import Clock
from loyalty_pos.centre.privacy.desk import PrivacyDesk
from loyalty_pos.centre.proof.filling import Filling
from loyalty_pos.centre.proof.parking import Parking
from loyalty_pos.centre.repricing.checking import Repricing
from loyalty_pos.centre.segments.by_hand import SegmentDesk
from loyalty_pos.centre.snapshot.desk import SnapshotDesk
from loyalty_pos.centre.snapshot.tombstones import prune_tombstones
from loyalty_pos.centre.vouchers.printing import CodeDesk
from loyalty_pos.storage.backup.placing import Names, finishing, is_pending
from loyalty_pos.storage.centre.books import CentreClock, CentreSecrets, SqlBooks, open_postgres, open_sqlite
from loyalty_pos.storage.centre.feed_mark import FeedMark
from loyalty_pos.storage.centre.privacy.note import ErasedNote
from loyalty_pos.storage.centre.snapshot.shelf import FolderShelf
from loyalty_pos.storage.vault import FileVault, Vault
from loyalty_pos.wiring.folders import refuse_shared
from loyalty_pos.wiring.rounds import CentreRounds, Pace

KEYS: Final = "centre.keys"
DATABASE: Final = "centre.db"
MARK: Final = "centre.feed"
ERASED: Final = "centre.erased"
SNAPSHOTS: Final = "snapshots"
_NAMES: Final = Names(DATABASE, KEYS, ERASED)
_OWNER_ONLY: Final = 0o700


@dataclass(frozen=True, slots=True)
class CentreSettings:
    """``database_url`` "" = the embedded database in ``folder``; the keys are in ``folder`` always.

    ``restored``: somebody says that the database comes from a backup. ``clock``: another one for laboratories only.
    """

    folder: Path
    database_url: str = field(default="", repr=False)
    host: str = "127.0.0.1"
    port: int = 0
    certificate: Path | None = None
    private_key: Path | None = None
    restored: bool = False
    clock: Clock = field(default_factory=CentreClock)

    @property
    def address(self) -> Address:
        """Where to listen."""
        return Address(self.host, self.port, self.certificate, self.private_key)


def late_script(dialect: str, found: str) -> str:
    """Return what brings the books to this program's version; what makes it is loaded for older books alone."""
    from loyalty_pos.storage.migrations.script import centre_script

    return centre_script(dialect, found)


class OpenCentre:
    """The centre without HTTP, for imports and tests; several processes may have it open at once."""

    def __init__(self, settings: CentreSettings) -> None:
        with finishing(settings.folder, _NAMES) as kept:
            self._open(settings, is_copy=settings.restored or kept is not None)
            if kept is not None and not settings.restored:
                tell_of_restore(self.books, kept.name, settings.clock.now_us())
        self.clock = clock = settings.clock
        self.centre = Centre(self.books, clock, self._secrets)
        self.centre.told = self._mark.told
        shelf = FolderShelf(settings.folder / SNAPSHOTS, self._vault)
        self.snapshots = SnapshotDesk(self.books, clock, self._secrets, shelf)
        self.centre.snapshots = self.snapshots
        self.admin = CentreAdmin(self.books, clock, self._secrets)
        self.fleet = FleetDesk(self.books, clock, self._secrets)
        self.clubs = ClubLists(self.books, clock, self._secrets)
        self.parking = Parking(self.books, clock, self._secrets)
        self.filling = Filling(self.books, clock, self._secrets)
        self.codes = CodeDesk(self.books, clock, self._secrets)
        self.repricing = Repricing(self.books, clock)
        self.segments = SegmentDesk(self.books, clock, self._secrets)
        self.desk = ManagersDesk(self.books, clock)
        self.budgets = BudgetDesk(self.books, clock)
        self.phones = PhoneDesk(self.books, clock, self._secrets)
        self.privacy = PrivacyDesk(self.books, clock, self._secrets, ErasedNote(settings.folder / ERASED))
        self.privacy.forget_again()
        self.centre.receipts.tell_keys()
        self.console_token = _console_token(self._vault)

    def _open(self, settings: CentreSettings, *, is_copy: bool) -> None:
        """Open vault and books; ``is_copy``: these come from a backup."""
        if not (settings.folder / KEYS).exists():
            refuse_shared(settings.folder)
        settings.folder.mkdir(parents=True, exist_ok=True, mode=_OWNER_ONLY)
        self._vault = FileVault(settings.folder / KEYS)
        self._secrets = CentreSecrets(self._vault)
        self.books: SqlBooks = (
            open_postgres(settings.database_url, late_script)
            if settings.database_url
            else open_sqlite(settings.folder / DATABASE, self._vault, late_script)
        )
        self._closed = False
        self._mark = FeedMark(self.books, settings.folder / MARK)
        self._mark.check(restored=is_copy)

    @property
    def lookup_key(self) -> bytes:
        """The network's 32-byte key of keyed hashes, also the pepper of PINs."""
        return self._secrets.lookup_key

    def unwrap(self, wrapped: str, name: str) -> bytes:
        """Return a key that was wrapped for this centre, bound to ``name``. Raises BadMessage."""
        return self._secrets.unwrap(wrapped, name)

    def catch_up(self) -> None:
        """Project what nobody has projected yet."""
        self.centre.catch_up()

    def run_daily(self) -> None:
        """End points, look for birthdays and late backups, renew bundles, price sales again, keep feed and snapshot."""
        self.centre.run_daily()
        self.admin.releases.renew()
        look_at_backups(self.books, self.clock.now_us())
        prune_tombstones(self.books, self.clock.now_us())
        self.snapshots.keep()
        self._mark.keep()  # behind the snapshot, which names a place too
        self.desk.exceptions.look_if_due()
        self.repricing.check()  # last: it takes longest after a till was away

    def close(self) -> None:
        """Let go of the database; again does nothing."""
        if not self._closed:
            self._closed = True
            self._mark.keep()
            self.books.close()


class RunningCentre:
    """An open centre that answers over HTTP from a thread of this process."""

    def __init__(self, settings: CentreSettings) -> None:
        self._open = OpenCentre(settings)
        try:
            self._server = _server(self._open, settings)
        except BaseException:
            self._open.close()
            raise
        self._open.admin.releases.renew()
        self._rounds = _rounds(self._open)
        self._rounds.start()
        self._server.start()

    @property
    def url(self) -> str:
        """The address for tills."""
        return self._server.url

    @property
    def port(self) -> int:
        """The port."""
        return self._server.port

    @property
    def admin(self) -> CentreAdmin:
        """The counter behind it."""
        return self._open.admin

    @property
    def open(self) -> OpenCentre:
        """The centre itself."""
        return self._open

    def stop(self) -> None:
        """End within five seconds."""
        self._server.stop()
        self._rounds.stop()
        self._open.close()


def centre_is_here(folder: Path) -> bool:
    """Tell whether an embedded centre keeps its books in this folder; opening it would make one."""
    return (folder / DATABASE).exists() or is_pending(folder)


def open_centre(settings: CentreSettings) -> OpenCentre:
    """Open the books without serving anybody."""
    return OpenCentre(settings)


def start_centre(settings: CentreSettings) -> RunningCentre:
    """Serve from a thread. Raises AddressTaken, InsecureCentre."""
    return RunningCentre(settings)


def run_centre(settings: CentreSettings, ready: Callable[[str], None]) -> None:
    """Serve as this process until a signal ends it; ``ready`` is told the address. Raises AddressTaken, InsecureCentre."""
    centre = OpenCentre(settings)
    rounds = _rounds(centre)
    try:
        server = _server(centre, settings)
        centre.admin.releases.renew()
        rounds.start()
        server.run(ready)
    finally:
        rounds.stop()
        centre.close()


def _rounds(centre: OpenCentre) -> CentreRounds:
    """Return the centre's own work, by the centre's own clock."""
    return CentreRounds(centre, Pace(now_s=lambda: centre.clock.now_us() / 1_000_000))


def _server(centre: OpenCentre, settings: CentreSettings) -> CentreServer:
    return CentreServer(build_app(centre.centre, centre.admin, centre.console_token), settings.address)


def _console_token(vault: Vault) -> str:
    """Return the token of the console, made at the first start and kept beside the keys."""
    token = vault.get("console") or secrets.token_urlsafe(32)
    if vault.get("console") is None:
        vault.put("console", token)
    return token
