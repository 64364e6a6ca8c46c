"""Card lookup and sale commit against raw sqlite3: the till's encrypted, chained files beside a plain table."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from tqdm import tqdm

from loyalty_pos.core.cards import OWN_RANDOM_DIGITS, own_card
from loyalty_pos.core.lookup import lookup_key
from loyalty_pos.core.sale import Sale, Seen, SeenMember, SoldDiscount, SoldLine, Tender, TenderKind
from loyalty_pos.lab.figures.ratio import Ratio, compared, in_turns
from loyalty_pos.lab.figures.till_alone import enrolled_files
from loyalty_pos.storage.till_files import TillFiles
from loyalty_pos.till.ports import Draft
from loyalty_pos.wire.codec import encode
from loyalty_pos.wire.events import body_text
from loyalty_pos.wire.messages import Change, Changes, Leased, LeaseRow
from loyalty_pos.wire.rows import AccountRow, CardRow, LotRow

LOOKUP_GOAL: Final = 3.0
COMMIT_GOAL: Final = 3.5
_PAGE: Final = 5_000
_BY_ITSELF: Final = 100
"""Points of each sale that the till takes without the centre: all that it pays with."""
_WITHOUT_END: Final = 1 << 40
_RAW_CARDS: Final = (
    "CREATE TABLE card (id INTEGER PRIMARY KEY, code TEXT, account TEXT, state TEXT, last4 TEXT, discount INTEGER, "
    "name TEXT, phone TEXT, tier TEXT, spend INTEGER, points INTEGER)"
)
_RAW_SALES: Final = (
    "CREATE TABLE sale (id TEXT PRIMARY KEY, at INTEGER, cashier TEXT, paid INTEGER)",
    "CREATE TABLE line (sale TEXT, number INTEGER, article TEXT, qty INTEGER, price INTEGER, paid INTEGER)",
    "CREATE TABLE entry (id INTEGER PRIMARY KEY, account TEXT, points INTEGER)",
    "CREATE TABLE outbox (seq INTEGER PRIMARY KEY, body TEXT)",
)


def measure_lookup(folder: Path, cards: int, rounds: int) -> Ratio:
    """Return look-ups of random known cards: ours through the port, the floor a prepared SELECT of 11 columns."""
    numbers = [own_card(f"{n:0{OWN_RANDOM_DIGITS}d}") for n in range(cards)]
    files = enrolled_files(folder / "till")
    try:
        key = files.identity.lookup_key()
        for start in tqdm(range(0, cards, _PAGE), desc="cards", unit="page", leave=False):
            rows = list(_rows(numbers[start : start + _PAGE], start, key))
            files.feed.apply(Changes(str(start), 0, more=False, rows=rows, server_us=0))
        with closing(_raw_cards(folder / "raw.db", numbers)) as raw:
            dice = random.Random(1)  # noqa: S311 - the same look-ups each time
            asked = iter([dice.choice(numbers) for _ in range(2 * rounds + 400)])
            select = "SELECT * FROM card WHERE code = ?"
            warm = [dice.choice(numbers) for _ in range(200)]
            for number in warm:
                assert files.members.by_card(number)
            measured = in_turns(
                lambda: files.members.by_card(next(asked)),
                lambda: raw.execute(select, (next(asked),)).fetchone(),
                rounds,
            )
    finally:
        files.close()
    return compared(f"card lookup, {cards:,} encrypted cards / raw sqlite3", LOOKUP_GOAL, measured)


def measure_commit(folder: Path, rounds: int) -> Ratio:
    """Return durable commits of a sale with ten lines: ours with chain, views and what the lease still allows.

    Each pays with points that the till takes by itself; the floor is four tables in WAL FULL.
    """
    files = enrolled_files(folder / "commit-till")
    _lend(files)
    raw = sqlite3.connect(folder / "raw-sales.db", isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    for table in _RAW_SALES:
        raw.execute(table)
    sales = iter([replace(sale_of_ten_lines(n), by_floor=_BY_ITSELF) for n in range(2 * rounds + 2)])
    try:
        measured = in_turns(lambda: _ours(files, next(sales)), lambda: _raw_sale(raw, next(sales)), rounds)
        assert files.leases.risk() == rounds * _BY_ITSELF, "every commit counts what it took"
    finally:
        files.close()
        raw.close()
    return compared(
        "sale commit with chain and lease, encrypted / raw sqlite3 WAL FULL", COMMIT_GOAL, measured
    )


def _lend(files: TillFiles) -> None:
    """Let the till take points by itself without an end; nobody signs in a figure."""
    row = LeaseRow(
        agent_id=files.identity.place().agent_id, incarnation=files.identity.incarnation, epoch=1, issued_us=0,
        closed_seq=files.journal.queue().head_seq, cursor="feed.0", bundle="", floors=(_WITHOUT_END,) * 4,
        risk=_WITHOUT_END, per_sale=0, ttl_us=_WITHOUT_END, wait="never",
    )  # fmt: skip
    assert files.leases.take(Leased(encode(row), "", 0)), "a till without a centre's key believes its line"


def _rows(numbers: list[str], start: int, key: bytes) -> Iterator[Change]:
    for n, number in enumerate(numbers, start):
        account = f"{n:08d}-0000-7000-8000-000000000000"
        lots = [LotRow(f"l{n}", "base", 500, 400, 0, 1_700_000_000_000_000, 0)]
        row = AccountRow(account, "Анна К.", "+7 9** ***-**-34", "silver", 1_000_000 + n, 17, 0, lots)
        card = CardRow(account, "active", number[-4:])
        yield Change("card", str(lookup_key("card", number, key)), encode(card))
        yield Change("account", account, encode(row))


def _raw_cards(path: Path, numbers: list[str]) -> sqlite3.Connection:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA cache_size=-65536")
    raw.execute(_RAW_CARDS)
    raw.execute("BEGIN")
    raw.executemany(
        "INSERT INTO card (code, account, state, last4, discount, name, phone, tier, spend, points) "
        "VALUES (?, ?, 'active', ?, 0, 'Анна К.', '+7 9** ***-**-34', 'silver', ?, 400)",
        (
            (number, f"{n:08d}-0000-7000-8000-000000000000", number[-4:], n)
            for n, number in enumerate(numbers)
        ),
    )
    raw.execute("CREATE UNIQUE INDEX card_code ON card (code)")
    raw.execute("COMMIT")
    return raw


def sale_of_ten_lines(number: int) -> Sale:
    """Return a sale to a member who pays a part with points."""
    lines = tuple(
        SoldLine(
            line_id=n, article_id=f"46000000{n:05d}", name=f"Товар номер {n}", category="grocery", qty_milli=2000,
            price_minor=5_000, gross_minor=10_000, discounts=(SoldDiscount("card", "card", 300),), points=10,
            points_money_minor=1_000, certificate_minor=0, paid_minor=8_700, accrued=4, vat_bp=2200,
            fiscal_object="commodity", fiscal_method="full_payment", parts=((2000, 4_350, 8_700),),
        )
        for n in range(1, 11)
    )  # fmt: skip
    return Sale(
        sale_id=f"{number:08d}-0000-7000-8000-000000000000", code=f"{number:020d}", number=number, shift_id="shift",
        store_id="shop", cashier_id="anna", sold_at_us=1_795_000_000_000_000 + number, programme_id="demo", bundle="0" * 64,
        account_id=f"account-{number % 100}", card_last4="1234", lines=lines, tenders=(Tender(TenderKind.CASH, 87_000),),
        gross_minor=100_000, discount_minor=3_000, points_money_minor=10_000, certificate_minor=0, paid_minor=87_000,
        redeemed=100, operation=f"op-{number}", accrued=40, activate_at_us=0, expire_at_us=0,
        seen=Seen(
            1_795_000_000_000_000 + number, granted=100, goods=tuple((n, "Lyon", 0, 4_000, 0) for n in range(1, 11)),
            member=SeenMember(spend_minor=1_000_000 + number, visits=17, tier_id="silver"),
        ),
    )  # fmt: skip


def _ours(files: TillFiles, sale: Sale) -> None:
    files.journal.record([Draft(sale, "anna", sale.bundle)])


def _raw_sale(raw: sqlite3.Connection, sale: Sale) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.execute(
        "INSERT INTO sale VALUES (?, ?, ?, ?)",
        (sale.sale_id, sale.sold_at_us, sale.cashier_id, sale.paid_minor),
    )
    raw.executemany(
        "INSERT INTO line VALUES (?, ?, ?, ?, ?, ?)",
        [
            (sale.sale_id, s.line_id, s.article_id, s.qty_milli, s.price_minor, s.paid_minor)
            for s in sale.lines
        ],
    )
    entries = [(sale.account_id, -sale.redeemed), (sale.account_id, sale.accrued), (sale.account_id, 0)]
    raw.executemany("INSERT INTO entry (account, points) VALUES (?, ?)", entries)
    raw.execute("INSERT INTO outbox (body) VALUES (?)", (_BODY,))
    raw.execute("COMMIT")


_BODY: Final = body_text(sale_of_ten_lines(0))
