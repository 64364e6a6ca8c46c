"""A till that begins in a large network, or comes back after months, takes a snapshot; it sells all the while."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from loyalty_pos.centre.admin import ArticleItem, MemberItem
from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import FeedRow
from loyalty_pos.centre.snapshot.tombstones import prune_tombstones
from loyalty_pos.centre.voices.records import Voice
from loyalty_pos.core.basket import Article
from loyalty_pos.core.problems import BadMessage
from loyalty_pos.storage.cache.feed import Feed
from loyalty_pos.storage.cache.snapshot.bootstrap import Bootstrap
from loyalty_pos.storage.cache.snapshot.pointer import PART, cache_name
from loyalty_pos.storage.centre.books import CentreClock
from loyalty_pos.storage.database import Database
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.sync.answers import Refusal
from loyalty_pos.sync.snapshot.fetching import Fetching, SnapshotQuestions
from loyalty_pos.sync.worker import SyncWorker
from loyalty_pos.wire.codec import encode
from loyalty_pos.wire.messages import Changes
from loyalty_pos.wire.rows import ForgetRow
from loyalty_pos.wire.snapshot.offer import SnapshotOffer, SnapshotPage
from loyalty_pos.wiring.centre import RunningCentre
from tests.integration.centre.conftest import OnlineTill, OpenTill


def number(n: int) -> str:
    return f"29{n:013d}0"


def bring(centre: RunningCentre, count: int, since: int = 0) -> None:
    """Bring members, goods with a price of one shop's own, and texts."""
    items = [
        MemberItem(number(n), name=f"Anna {n}", phone=f"+7912{n:07d}", points=n)
        for n in range(since, since + count)
    ]
    assert not centre.admin.put_members(items).refused
    tea = ArticleItem(Article("tea", "Tea", 5_000), ("4600000000017",))
    centre.admin.put_articles([tea])


def snapshots_of(centre: RunningCentre, count: int = 60) -> RunningCentre:
    """Let this centre make snapshots for a few members already."""
    centre.open.snapshots.from_rows = 1
    bring(centre, count)
    centre.open.snapshots.make()
    return centre


def worker_of(till: OnlineTill) -> SyncWorker:
    """Return the worker as a till of this version has it."""
    files = till.counter.files
    fetching = Fetching(till.client.snapshots, files.bootstrap, files.feed, till.client.changes)
    return SyncWorker(
        till.client,
        files.outbox,
        files.feed,
        fetching=fetching,
        waiting=lambda: files.journal.queue().waiting,
    )


def contents(till: OnlineTill) -> dict[str, list[tuple[object, ...]]]:
    """Return the whole cache row by row; accounts under their ids, whatever number they have in the file."""
    reader = till.counter.files.cache_file.reader()
    named = {
        "card": "SELECT key, id, state, last4, discount_bp FROM card JOIN account ON number = account ORDER BY key",
        "phone": "SELECT key, id FROM phone JOIN account ON number = account ORDER BY key",
        "account": "SELECT id, row FROM account ORDER BY id",
        "feed": "SELECT cursor FROM feed",
    }
    others = (
        "article", "article_name", "quick_key", "barcode", "staff", "setting", "bundle", "bundle_head", "voucher",
        "subscriber", "phone_key", "device", "returned", "forgotten", "member_voucher",
    )  # fmt: skip
    return {table: reader.rows(sql) for table, sql in named.items()} | {
        table: reader.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in others
    }


def test_a_new_till_takes_the_snapshot_and_knows_what_the_feed_would_have_told(
    centre: RunningCentre, open_till: OpenTill
) -> None:
    snapshots_of(centre)
    bring(centre, 5, since=40)  # changed behind the snapshot's cursor
    fresh, plain = open_till(), open_till()

    state = worker_of(fresh).run_once()
    assert state.problem is None
    assert plain.worker.run_once().problem is None

    files = fresh.counter.files
    assert files.cache_file.path.name.startswith("cache-")
    assert cache_name(files.journal_file) == files.cache_file.path.name
    assert contents(fresh) == contents(plain)
    member = files.members.by_card(number(44))
    assert member is not None
    assert sum(lot.remaining for lot in member.lots) == 44
    assert files.programmes.current().programme.id == "club"
    assert not (fresh.counter.folder / PART).exists()


class Counting:
    """The way to the centre, with a count of the pages that were asked for."""

    def __init__(self, till: OnlineTill) -> None:
        self._client = till.client
        self.pages: list[int] = []

    def changes_or_snapshot(self, cursor: str) -> Changes:
        return self._client.snapshots.changes_or_snapshot(cursor)

    def snapshot(self) -> SnapshotOffer:
        return self._client.snapshots.snapshot()

    def snapshot_page(self, serial: str, number: int) -> SnapshotPage:
        self.pages.append(number)
        return self._client.snapshots.snapshot_page(serial, number)


def fetching_of(till: OnlineTill, files: TillFiles, centre: SnapshotQuestions | None = None) -> Fetching:
    return Fetching(centre or till.client.snapshots, files.bootstrap, files.feed, till.client.changes)


def to_the_end(fetching: Fetching) -> None:
    """Ask until the plain feed has nothing more."""
    while (fetched := fetching.next()).changes is None or fetched.changes.more:
        fetched.write()
    fetched.write()


def test_a_download_that_was_cut_goes_on_where_it_was_also_after_a_restart(
    centre: RunningCentre, open_till: OpenTill
) -> None:
    snapshots_of(centre)
    till, plain = open_till(), open_till()
    counting = Counting(till)
    files = till.counter.files
    for _ in range(3):  # the offer and two pages
        fetching_of(till, files, counting).next().write()
    assert files.bootstrap.underway()

    files = till.counter.restart()
    till.counter.sell(1)  # it sells without a cache that knows anybody
    assert files.members.by_card(number(7)) is None
    to_the_end(fetching_of(till, files, counting))

    assert counting.pages == sorted(set(counting.pages))
    assert plain.worker.run_once().problem is None
    assert contents(till) == contents(plain)


def images(till: OnlineTill, folder: Path) -> Iterator[Path]:
    """Take the snapshot in and copy the till's disk at each moment at which the power could go."""
    files = till.counter.files
    taken: list[Path] = []

    def picture() -> None:
        taken.append(folder / f"image-{len(taken)}")
        shutil.copytree(till.counter.folder, taken[-1])

    around = files.bootstrap.around

    def feed_of(database: Database, told: Callable[[int], None]) -> Feed:
        picture()  # the new file is whole, nobody names it
        return around.feed_of(database, told)

    def moved(contained: int) -> None:
        picture()  # the journal names it, the pages are still there
        around.moved(contained)

    files.bootstrap = Bootstrap(replace(around, feed_of=feed_of, moved=moved))
    fetching = fetching_of(till, files)
    while (fetched := fetching.next()).changes is None:
        fetched.write()
        picture()
    fetched.write()
    yield from taken


def test_a_power_cut_at_any_moment_leaves_a_cache_that_is_whole(
    centre: RunningCentre, open_till: OpenTill, tmp_path: Path
) -> None:
    till, plain = open_till(), open_till()
    bring(centre, 3)
    assert till.worker.run_once().problem is None
    snapshots_of(centre)
    till.counter.files.feed.read_anew()  # the centre has ordered it
    assert plain.worker.run_once().problem is None
    known = contents(plain)
    pictures = list(images(till, tmp_path / "pictures"))
    assert contents(till) == known

    assert len(pictures) >= 8
    for picture in pictures:
        counter = type(till.counter)(picture, till.counter.vault)
        files = counter.files
        assert files.incidents == ()
        member = files.members.by_card(number(2))
        assert member is not None, "the old cache, or the new one"
        to_the_end(fetching_of(till, files))
        till.counter.files, mine = files, till.counter.files
        assert contents(till) == known
        till.counter.files = mine
        assert len([*picture.glob("cache*.db")]) == 1
        files.close()


DAY_US = 86_400_000_000


def gone_for_months(centre: RunningCentre) -> int:
    """Let 92 days pass at the centre; on the first of them a member's phone was changed. Return how many tombstones went."""
    books, now_us = centre.open.books, CentreClock().now_us()
    item = MemberItem(number(1), name="Anna 1", phone="+79990000001", points=1)
    assert not centre.admin.put_members([item]).refused
    place = int(books.read(lambda desk: desk.feed.newest()).partition(".")[2])
    assert books.read(lambda desk: desk.feed_rows.tombstones(place, 10))
    for day in (2, 91):
        prune_tombstones(books, now_us + day * DAY_US)
        assert books.read(lambda desk: desk.feed_rows.tombstones(place, 10)), "kept for 90 days"
    return prune_tombstones(books, now_us + 93 * DAY_US)


@contextmanager
def all_of_today(centre: RunningCentre) -> Iterator[None]:
    """Let the tills be known as such that sign and take snapshots; the clients of these tests ask unsigned."""
    agents = [till.agent_id for till in centre.open.books.read(lambda desk: desk.tills.tills())]

    def say(desk: Desk, *, signs: bool) -> None:
        for agent_id in agents:
            desk.voices.put(Voice(agent_id, signs=signs))

    centre.open.books.write(lambda desk: say(desk, signs=True))
    yield
    centre.open.books.write(lambda desk: say(desk, signs=False))


def test_a_till_that_missed_tombstones_takes_a_snapshot_and_forgets_what_is_gone(
    centre: RunningCentre, open_till: OpenTill
) -> None:
    bring(centre, 3)
    till, before, plain = open_till(), open_till(), open_till()
    for one in (till, before):
        assert one.worker.run_once().problem is None
    with all_of_today(centre):
        assert gone_for_months(centre) > 0

    with pytest.raises(Refusal) as refusal:
        till.client.snapshots.changes_or_snapshot(till.counter.files.feed.cursor())
    assert (refusal.value.status, refusal.value.reason) == (410, "snapshot_required")
    assert worker_of(till).run_once().problem is None
    assert plain.worker.run_once().problem is None
    assert contents(till) == contents(plain)
    assert till.counter.files.members.by_phone("+79120000001") is None

    # a till of the version before knows no snapshots: it is told everything again
    assert before.worker.run_once().problem is None
    assert before.counter.files.feed.cursor() == plain.counter.files.feed.cursor()
    assert before.counter.files.members.by_phone("+79990000001") is not None


def test_while_a_till_of_the_version_before_is_in_use_tombstones_stay_and_it_forgets_what_is_gone(
    centre: RunningCentre, open_till: OpenTill
) -> None:
    bring(centre, 3)
    before = open_till()
    assert before.worker.run_once().problem is None
    assert before.counter.files.members.by_phone("+79120000001") is not None
    assert gone_for_months(centre) == 0
    assert before.worker.run_once().problem is None
    assert before.counter.files.members.by_phone("+79990000001") is not None
    assert before.counter.files.members.by_phone("+79120000001") is None, "nobody's number any more"


def test_a_small_network_tells_new_tills_the_plain_feed(centre: RunningCentre, open_till: OpenTill) -> None:
    bring(centre, 3)
    centre.open.snapshots.keep()
    till = open_till()
    assert worker_of(till).run_once().problem is None
    assert till.counter.files.cache_file.path.name == "cache.db"
    assert till.counter.files.members.by_card(number(2)) is not None


def test_a_damaged_cache_is_made_anew_from_the_snapshot(centre: RunningCentre, open_till: OpenTill) -> None:
    snapshots_of(centre)
    till = open_till()
    assert worker_of(till).run_once().problem is None
    files = till.counter.files
    path = files.cache_file.path
    files.close()
    data = bytearray(path.read_bytes())
    data[200:300] = bytes(100)
    path.write_bytes(data)

    till.counter.files = files = till.counter.open()
    assert [problem.code for problem in files.incidents] == ["storage_corrupt"]
    assert files.members.by_card(number(2)) is None
    assert worker_of(till).run_once().problem is None
    assert files.members.by_card(number(2)) is not None


class Lying:
    """A centre, or somebody on the line, that changes what it gives out."""

    def __init__(self, till: OnlineTill, *, head: bool) -> None:
        self._client = till.client
        self._head = head
        self.lies = 0

    def changes_or_snapshot(self, cursor: str) -> Changes:
        return self._client.snapshots.changes_or_snapshot(cursor)

    def snapshot(self) -> SnapshotOffer:
        offer = self._client.snapshots.snapshot()
        if not self._head:
            return offer
        self.lies += 1
        return SnapshotOffer(offer.head.replace(b"cards", b"carts"), offer.signature, 0)

    def snapshot_page(self, serial: str, number: int) -> SnapshotPage:
        page = self._client.snapshots.snapshot_page(serial, number)
        self.lies += 1
        return SnapshotPage(serial, number, page.data[:-1] + bytes([page.data[-1] ^ 1]), 0)


@pytest.mark.parametrize("head", [True, False], ids=["head", "page"])
def test_what_the_centre_did_not_sign_is_never_taken(
    centre: RunningCentre, open_till: OpenTill, *, head: bool
) -> None:
    till = open_till()
    bring(centre, 3)
    assert till.worker.run_once().problem is None
    snapshots_of(centre)
    files = till.counter.files
    files.feed.read_anew()
    lying = Lying(till, head=head)
    fetching = fetching_of(till, files, lying)
    refused = 0
    while not refused:
        fetched = fetching.next()
        try:
            fetched.write()
        except BadMessage:
            refused += 1

    assert lying.lies == 1
    assert files.cache_file.path.name == "cache.db"
    assert files.members.by_card(number(2)) is not None
    assert not (till.counter.folder / PART).exists()
    to_the_end(fetching_of(till, files))
    assert files.members.by_card(number(50)) is not None


def test_a_snapshot_that_names_somebody_erased_is_destroyed(
    centre: RunningCentre, open_till: OpenTill, tmp_path: Path
) -> None:
    snapshots_of(centre)
    till = open_till()
    assert centre.open.snapshots.is_ready()
    centre.open.books.write(
        lambda desk: desk.feed.publish([FeedRow("", "forget", "1", encode(ForgetRow("somebody", [], 1)))])
    )
    assert not centre.open.snapshots.is_ready()
    page = next((tmp_path / "centre" / "snapshots").glob("*/0"))
    assert b"Anna" not in page.read_bytes(), "sealed"
    centre.open.snapshots.keep()
    assert not page.exists()
    assert worker_of(till).run_once().problem is None
    assert till.counter.files.members.by_card(number(50)) is not None
