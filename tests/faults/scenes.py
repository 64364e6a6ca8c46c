"""What the failing calls fall into: each scene is prepared once, acted with a failure, and looked at afterwards."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final, Protocol

from loyalty_pos.core.sale import Sale
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.storage.vault import VAULT_FILE, FileVault
from loyalty_pos.till.ports import Draft
from loyalty_pos.wire.chain import first_break
from loyalty_pos.wire.events import fact_of
from loyalty_pos.wiring.backups.taking import backups_in, check, take
from loyalty_pos.wiring.books import events_of
from loyalty_pos.wiring.folders import folders_at
from tests.e2e.corner import fill_shop
from tests.fakes.leases import lease_row, leased, lend
from tests.fakes.till_folder import Counter, a_lot, a_sale
from tests.faults.disk import lay_reserve
from tests.faults.power_cut import opened

OLD: Final = Path(__file__).parents[1] / "old_databases"
CARD: Final = "2900000000000001"
ACCOUNT: Final = "account-1"


class Scene(Protocol):
    """``act`` is what the failing call falls into; ``stage`` is whatever ``opened`` gave it.

    ``is_long``: more than a hundred calls; ``is_vast``: and each try takes a tenth of a second.
    """

    name: str
    is_long: bool
    is_vast: bool

    def prepare(self, folder: Path) -> None: ...

    def opened(self, folder: Path) -> Any: ...

    def act(self, folder: Path, stage: Any) -> Any: ...

    def closed(self, stage: Any) -> None: ...

    def after(self, folder: Path) -> Iterator[str]: ...


def counter(folder: Path) -> Counter:
    """Open the till in this folder, with its vault beside its files."""
    return Counter(folder, FileVault(folder / VAULT_FILE))


def a_redemption(number: int) -> Sale:
    """A sale that takes one point of the floor right and one that was set aside."""
    taken = {"redeemed": 2, "by_floor": 1, "by_grant": 1}
    return a_sale(number, account_id=ACCOUNT, operation=f"op-{number}", **taken)


def found(files: TillFiles, sales: int, epoch: int, floor: int) -> Iterator[str]:
    """Yield what is not as it must be in the open files."""
    events = list(events_of(files))
    codes = [fact.code for event in events if isinstance(fact := fact_of(event), Sale)]
    if len(codes) != sales or len(set(codes)) != sales:
        yield f"sales {codes}"
    if first_break(events):
        yield f"the chain breaks at {first_break(events)}"
    if files.incidents:
        yield f"incidents {files.incidents}"
    if (files.leases.epoch(), files.leases.risk(), files.leases.used(ACCOUNT).floor) != (epoch, floor, floor):
        yield f"lease {files.leases.epoch()}, taken {files.leases.risk()}"


class OfATill:
    """A till that sells; ``act`` is told by the scenes below."""

    name = ""
    is_long = False
    is_vast = False

    def prepare(self, folder: Path) -> None:
        till = counter(folder)
        till.open_shift()
        till.tell_member(CARD, a_lot(10_000), stores=["store-1"])
        till.tell(cursor="feed.7")
        lend(till, grants={ACCOUNT: 300})
        till.files.journal.record([Draft(a_redemption(1), "anna", epoch=1)])
        till.files.close()

    def opened(self, folder: Path) -> Counter:
        return counter(folder)

    def closed(self, stage: Counter) -> None:
        stage.files.close()


class ASale(OfATill):
    """The sale is paid; refused, it is paid again with the same id, and is there once."""

    name = "sale"

    def act(self, folder: Path, stage: Counter) -> Counter:  # noqa: ARG002 - the till has it
        stage.files.journal.record([Draft(a_redemption(2), "anna", epoch=1)])
        return stage

    def closed(self, stage: Counter) -> None:
        stage.files.journal.record([Draft(a_redemption(2), "anna", epoch=1)])
        stage.files.close()

    def after(self, folder: Path) -> Iterator[str]:
        with closing(opened(folder)) as files:
            yield from found(files, sales=2, epoch=1, floor=2)


class ARenewal(OfATill):
    """A lease comes: the old one with its counters or the new one with none, and then the new one."""

    name = "renewal"

    def act(self, folder: Path, stage: Counter) -> Counter:  # noqa: ARG002 - as above
        row = lease_row(stage, 2)
        assert stage.files.leases.take(leased(stage, row))
        return stage

    def after(self, folder: Path) -> Iterator[str]:
        till = counter(folder)
        if till.files.leases.epoch() == 1:
            yield from found(till.files, sales=1, epoch=1, floor=1)
            lend(till, 2)
        yield from found(till.files, sales=1, epoch=2, floor=0)
        till.files.close()


class ADelta(OfATill):
    """Rows of the centre come: all of the page or none of it."""

    name = "delta"
    is_long = True

    def act(self, folder: Path, stage: Counter) -> Counter:  # noqa: ARG002 - as above
        stage.tell_goods(*((str(number), "Tea") for number in range(10, 60)))
        stage.tell_member(CARD, a_lot(5_000), stores=["store-1"], projected=2)
        return stage

    def after(self, folder: Path) -> Iterator[str]:
        with closing(opened(folder)) as files:
            yield from found(files, sales=1, epoch=1, floor=1)
            if (files.goods.by_barcode("1010") is None) != (files.goods.by_barcode("5959") is None):
                yield "half a page"
            if files.self_check():
                yield f"damage {files.self_check()}"


class Starting:
    """A start is the deed: nothing is open before it."""

    name = ""
    is_long = True
    is_vast = False

    def opened(self, folder: Path) -> None:  # noqa: ARG002 - nothing yet
        return None

    def closed(self, stage: TillFiles | None) -> None:
        if stage is not None:
            stage.close()

    def act(self, folder: Path, stage: None) -> TillFiles:  # noqa: ARG002 - nothing was
        return opened(folder)


class AMigration(Starting):
    """The oldest journal that was ever released is brought to this program's version."""

    name = "migration"

    def prepare(self, folder: Path) -> None:
        folder.mkdir()
        lay_reserve(folder)
        shutil.copy2(OLD / "journal-v1.db", folder / "journal.db")
        shutil.copy2(OLD / "vault-v1.json", folder / VAULT_FILE)

    def after(self, folder: Path) -> Iterator[str]:
        with closing(opened(folder)) as files:
            yield from found(files, sales=3, epoch=0, floor=0)
        if not list(folder.glob("journal.before-upgrade-*.db")):
            yield "no copy of the old journal"


class ADamagedJournal(Starting):
    """A journal that cannot be believed is set aside whole, with its log, and a new one begun; nothing is deleted."""

    name = "set aside"

    def prepare(self, folder: Path) -> None:
        till = counter(folder)
        till.open_shift()
        for number in range(10, 14):
            till.sell(number)
        left = folder.with_name("as a dead till leaves them")
        shutil.copytree(folder, left)
        till.files.close()
        shutil.rmtree(folder)
        left.rename(folder)
        for name, place in (("journal.db", 100), ("journal.db-wal", 100)):
            with (folder / name).open("r+b") as file:
                file.seek(place)
                file.write(b"rot")

    def after(self, folder: Path) -> Iterator[str]:
        till = counter(folder)
        till.open_shift()
        till.sell(2)
        events = list(events_of(till.files))
        if first_break(events) or not events:
            yield f"the chain breaks at {first_break(events)}"
        till.files.close()
        parts = [path.name for path in folder.glob("journal.corrupt-*")]
        if not any(name.endswith(".db") for name in parts) or not any(
            name.endswith("-wal") for name in parts
        ):
            yield f"of the damaged journal there is only {parts}"


class AFirstStart(Starting):
    """A folder with nothing in it becomes a till that can be enrolled and sells."""

    name = "first start"

    def prepare(self, folder: Path) -> None:
        folder.mkdir()

    def after(self, folder: Path) -> Iterator[str]:
        till = counter(folder)
        till.open_shift()
        till.sell(1)
        yield from found(till.restart(), sales=1, epoch=0, floor=0)
        till.files.close()


class ABackup:
    """The centre's books are copied: there is a backup that proves itself, or none at all and the next one is."""

    name = "backup"
    is_long = True
    is_vast = True

    def prepare(self, folder: Path) -> None:
        folder.mkdir()
        fill_shop(folder).close()

    def opened(self, folder: Path) -> None:  # noqa: ARG002 - the books are opened by the deed
        return None

    def act(self, folder: Path, stage: None) -> None:  # noqa: ARG002 - as above
        take(folders_at(folder).centre, folder / "shelf")

    def closed(self, stage: None) -> None:
        """Nothing stays open."""

    def after(self, folder: Path) -> Iterator[str]:
        shelf = folder / "shelf"
        for backup in backups_in(shelf):
            check(backup.path, folders_at(folder).centre)
        take(folders_at(folder).centre, shelf)
        rest = [path.name for path in shelf.iterdir() if path.suffix != ".lpbackup"]
        if rest:  # what a disk did not let go is gone with the next one at the latest
            yield f"left behind: {rest}"


SCENES: Final[tuple[Scene, ...]] = (
    ASale(),
    ARenewal(),
    ADelta(),
    AMigration(),
    ADamagedJournal(),
    AFirstStart(),
    ABackup(),
)
