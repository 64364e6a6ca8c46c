"""A snapshot and what was told since is the feed, row by row; and no bytes in its place surprise a till."""

import random
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from loyalty_pos.centre.ports import Desk
from loyalty_pos.centre.records import FeedRow
from loyalty_pos.centre.snapshot.desk import SnapshotDesk
from loyalty_pos.storage.cache.feed import Feed
from loyalty_pos.storage.cache.snapshot.bootstrap import Bootstrap
from loyalty_pos.storage.centre.snapshot.shelf import FolderShelf
from loyalty_pos.storage.database import Database, open_database
from loyalty_pos.storage.kinds import CACHE
from loyalty_pos.storage.upgrade import upgrade
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wire.messages import Change, Changes
from loyalty_pos.wire.rows import (
    AccountRow,
    CardRow,
    ForgetRow,
    LotRow,
    PhoneRow,
    SettingRow,
    SubscriberRow,
    VoucherRow,
)
from tests.fakes.centre import Headquarters
from tests.fakes.till_folder import Counter
from tests.property.hostile_snapshots import hostile

CASES = 4_000
ROUNDS = 6
CARDS, MEMBERS = 40, 25
TABLES = {
    "account": "SELECT id, row FROM account WHERE row <> x'' ORDER BY id",
    "card": "SELECT key, id, state, last4, discount_bp FROM card JOIN account ON number = account ORDER BY key",
    "phone": "SELECT key, id FROM phone JOIN account ON number = account ORDER BY key",
    "setting": "SELECT * FROM setting ORDER BY 1",
    "voucher": "SELECT * FROM voucher ORDER BY 1",
    "member_voucher": "SELECT * FROM member_voucher ORDER BY 1",
    "subscriber": "SELECT * FROM subscriber ORDER BY 1, 2",
    "forgotten": "SELECT * FROM forgotten ORDER BY 1",
    "feed": "SELECT cursor FROM feed",
}


def member(n: int) -> str:
    return f"018f3c5e-0000-4000-8000-{n:012x}"


def any_row(dice: random.Random) -> FeedRow:
    """Return a row of any kind, for all stores or for one; now and then it is a tombstone."""
    who, gone = dice.randrange(MEMBERS), dice.random() < 0.15
    scope = dice.choice(("", "store-1", "store-2"))
    match dice.randrange(6):
        case 0:
            lots = [
                LotRow(member(900 + n), "base", 500, dice.randrange(500), 0, dice.randrange(1 << 50), 0)
                for n in range(dice.randrange(4))
            ]
            row = AccountRow(
                member(who), "Anna " * dice.randrange(3), "", "", dice.randrange(1 << 40), 3, 0, lots
            )
            return FeedRow("", "account", member(who), encode(row))
        case 1:
            card = CardRow(member(who), dice.choice(("active", "blocked")), "1234", dice.choice((0, 500)))
            return FeedRow("", "card", str(dice.randrange(CARDS) << 57 | 7), b"" if gone else encode(card))
        case 2:
            phone = encode(PhoneRow(member(who)))
            return FeedRow("", "phone", str(dice.randrange(CARDS) << 50), b"" if gone else phone)
        case 3:
            value = encode(SettingRow(str(dice.random())))
            return FeedRow(scope, "setting", f"s{dice.randrange(9)}", b"" if gone else value)
        case 4:
            owner = dice.choice(("", member(who)))
            voucher = VoucherRow("coupon", "ten", "active", dice.randrange(99), account_id=owner)
            return FeedRow("", "voucher", str(dice.randrange(CARDS)), b"" if gone else encode(voucher))
        case _:
            key = f"{dice.randrange(CARDS)}:cafe"
            return FeedRow("", "subscriber", key, b"" if gone else encode(SubscriberRow("cafe")))


def history(hq: Headquarters, dice: random.Random, count: int) -> None:
    """Let this much happen; now and then somebody is forgotten as the centre does it."""
    for _ in range(count):
        hq.books.write(lambda desk: desk.feed.publish([any_row(dice) for _ in range(dice.randrange(1, 4))]))
    if dice.random() < 0.5:
        who = member(dice.randrange(MEMBERS))
        nobody = FeedRow("", "account", who, encode(AccountRow(who, "", "", "", 0, 0, 0, [])))
        forget = FeedRow("", "forget", str(dice.randrange(1 << 30)), encode(ForgetRow(who, [], 1)))
        phones = hq.books.read(lambda desk: desk.feed_rows.common_rows("phone", "", 10_000))
        theirs = [key for key, row in phones if decode(row, PhoneRow).account_id == who]

        def forgotten(desk: Desk) -> None:
            desk.feed.drop("phone", theirs)
            desk.feed.publish([nobody, forget])

        hq.books.write(forgotten)


def page_behind(hq: Headquarters, cursor: str, limit: int) -> tuple[list[Change], str, bool]:
    return hq.books.read(lambda desk: desk.feed.page("store-1", cursor, limit))


def read_to_the_end(hq: Headquarters, feed: Feed, limit: int) -> None:
    """Take in all that follows, in pages of this many rows."""
    more = True
    while more:
        rows, cursor, more = page_behind(hq, feed.cursor(), limit)
        feed.apply(Changes(cursor, 0, more, rows, 1))


def rows_of(database: Database) -> dict[str, list[tuple[object, ...]]]:
    return {table: database.reader().rows(sql) for table, sql in TABLES.items()}


@pytest.mark.parametrize("seed", [1, 2])
def test_a_snapshot_and_what_follows_is_the_whole_feed_row_by_row(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    (tmp_path / "hq").mkdir()
    hq = Headquarters(tmp_path / "hq")
    desk = SnapshotDesk(hq.books, hq.clock, hq.secrets, FolderShelf(tmp_path / "shelf", hq.vault))
    for turn in range(ROUNDS):
        history(hq, dice, 40)
        desk.make()
        counter = Counter(tmp_path / f"till-{turn}")
        boot = Bootstrap(replace(counter.files.bootstrap.around, centre_key=lambda: hq.secrets.bundle_key))
        boot.begin(desk.offer())
        history(hq, dice, dice.choice((0, 3, 30)))
        while (wanted := boot.missing()) is not None:
            boot.take(desk.page(*wanted))
        swapped = False
        while not swapped:
            rows, after, more = page_behind(hq, boot.replay_from(), dice.choice((1, 7, 500)))
            swapped = boot.replay(Changes(after, 0, more, rows, 1))
        plain = open_database(tmp_path / f"plain-{turn}.db", "ab" * 48, CACHE, upgrade)
        read_to_the_end(hq, Feed(plain, "", lambda _: None, lambda _: True), dice.choice((1, 50)))
        assert rows_of(counter.files.cache_file) == rows_of(plain)
        counter.files.close()
        plain.close()
        hq.clock.us += 1_000_000
    hq.close()


def test_rows_of_any_lengths_go_into_a_snapshot(tmp_path: Path) -> None:
    (tmp_path / "hq").mkdir()
    hq = Headquarters(tmp_path / "hq")
    desk = SnapshotDesk(hq.books, hq.clock, hq.secrets, FolderShelf(tmp_path / "shelf", hq.vault))
    rows = [AccountRow(member(n), "A" * n, "", "", 0, 0, 0, []) for n in range(300)]
    accounts = [FeedRow("", "account", row.account_id, encode(row)) for row in rows]
    texts = [FeedRow("", "setting", f"s{n}", encode(SettingRow("x" * n))) for n in range(300)]
    hq.books.write(lambda books: books.feed.publish([*accounts, *texts]))
    desk.make()
    counter = Counter(tmp_path / "till")
    boot = Bootstrap(replace(counter.files.bootstrap.around, centre_key=lambda: hq.secrets.bundle_key))
    boot.begin(desk.offer())
    while (wanted := boot.missing()) is not None:
        boot.take(desk.page(*wanted))
    after = boot.replay_from()
    assert boot.replay(Changes(after, 0, more=False, rows=[], server_us=1))
    told = rows_of(counter.files.cache_file)
    assert (len(told["account"]), len(told["setting"])) == (300, 300)
    counter.files.close()
    hq.close()


def test_bytes_in_place_of_a_snapshot_are_rows_or_the_one_refusal() -> None:
    counted = hostile(CASES, seed=7)
    sys.stdout.write(f"{counted}\n")
    assert counted["taken"] > CASES // 20
    assert counted["refused"] > CASES // 2
