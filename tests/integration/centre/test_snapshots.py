"""A till that begins in a large network, or comes back after months, takes a snapshot; it sells all the while."""



from loyalty_pos.centre.admin import ArticleItem, MemberItem
from loyalty_pos.core.basket import Article
from loyalty_pos.storage.cache.snapshot.pointer import PART, cache_name
from loyalty_pos.sync.snapshot.fetching import Fetching
from loyalty_pos.sync.worker import SyncWorker
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
    fetching = Fetching(till.client, files.bootstrap, files.feed, till.client.changes)
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
        "feed": "SELECT cursor, projected FROM feed",
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
