"""A snapshot out of the feed, made while tills are served: short transactions, one page after the other.

A row that changes meanwhile is told again behind the cursor, which is taken first; so every row is at least as new as the
cursor, and what a till replays behind it makes all of them the newest. Nothing of one store alone goes in.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Final

from loyalty_pos.centre.ports import Books
from loyalty_pos.wire.codec import decode
from loyalty_pos.wire.messages import Change
from loyalty_pos.wire.rows import AccountRow, CardRow, PhoneRow
from loyalty_pos.wire.snapshot.offer import PageMark
from loyalty_pos.wire.snapshot.pages import Block, pack_page
from loyalty_pos.wire.snapshot.rows import (
    account_block,
    card_block,
    changes_block,
    in_blocks,
    phone_block,
    untold_block,
)

ROWS: Final = 16_384
"""In one page: about half a megabyte of accounts as they travel."""
_READ: Final = 2_048
_BYTES: Final = 8 * 1024 * 1024
"""Of rows as the feed has them: larger rows make pages of fewer."""
_FORGET, _ACCOUNT, _CARD, _PHONE = "forget", "account", "card", "phone"


class Making:
    """One snapshot. ``cards``: how many there are, once all pages were taken."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._numbers: dict[str, int] = {}
        self._told = 0
        self._seen_cards: dict[tuple[str, str, int], CardRow] = {}
        self.marks: list[PageMark] = []
        self.cards = 0

    def pages(self) -> Iterator[bytes]:
        """Return the pages in the order in which a till takes them in; ``marks`` are those of the pages so far."""
        for block in self._blocks():
            page, plain = pack_page([block])
            self.marks.append(PageMark(len(page), plain, hashlib.sha256(page).digest()))
            yield page

    def _blocks(self) -> Iterator[Block]:
        # whom the shop has forgotten comes first: names that are told behind it are those of others
        yield from self._changes(_FORGET)
        yield from self._accounts()
        cards = sorted(self._named(_CARD), key=itemgetter(0))
        phones = sorted((key, number) for key, number, _ in self._named(_PHONE))
        yield from self._untold()
        self.cards = len(cards)
        for start in range(0, len(cards), ROWS):
            yield card_block(cards[start : start + ROWS])
        for start in range(0, len(phones), ROWS):
            yield phone_block(phones[start : start + ROWS])
        for kind in self._books.read(lambda desk: desk.feed_rows.common_kinds()):
            if kind not in {_FORGET, _ACCOUNT, _CARD, _PHONE}:
                yield from self._changes(kind)

    def _accounts(self) -> Iterator[Block]:
        for rows in self._in_pages(_ACCOUNT):
            rows.sort()
            for key, _ in rows:
                self._numbers[key] = len(self._numbers) + 1
            yield from in_blocks(_accounts, rows)
        self._told = len(self._numbers)

    def _named(self, kind: str) -> Iterator[tuple[int, int, CardRow]]:
        """Return cards or phones with the number of their account; a phone's row says nothing else."""
        for rows in self._in_pages(kind):
            for key, packed in rows:
                row = decode(packed, CardRow) if kind == _CARD else decode(packed, PhoneRow)
                number = self._numbers.setdefault(row.account_id, len(self._numbers) + 1)
                yield int(key), number, self._same(row) if isinstance(row, CardRow) else _NO_CARD

    def _untold(self) -> Iterator[Block]:
        """Return the accounts that got their number from a card or a phone: they stand behind all others."""
        ids = list(self._numbers)[self._told :]
        for start in range(0, len(ids), ROWS):
            yield untold_block(ids[start : start + ROWS])

    def _same(self, row: CardRow) -> CardRow:
        """Return one row for all cards that say the same, without the account: a million of them stand in memory."""
        key = (row.state, row.last4, row.discount_bp)
        return self._seen_cards.setdefault(key, CardRow("", *key))

    def _changes(self, kind: str) -> Iterator[Block]:
        for rows in self._in_pages(kind):
            yield from in_blocks(changes_block, [Change(kind, key, row) for key, row in rows])

    def _in_pages(self, kind: str) -> Iterator[list[tuple[str, bytes]]]:
        """Return all rows of a kind, as many at once as make a page."""
        found: list[tuple[str, bytes]] = []
        size = 0
        for row in self._rows(kind):
            found.append(row)
            size += len(row[1])
            if len(found) == ROWS or size >= _BYTES:
                yield found
                found, size = [], 0
        if found:
            yield found

    def _rows(self, kind: str) -> Iterable[tuple[str, bytes]]:
        after = ""
        while True:
            start = after
            rows = self._books.read(lambda desk: desk.feed_rows.common_rows(kind, start, _READ))  # noqa: B023 - called at once
            yield from rows
            if len(rows) < _READ:
                return
            after = rows[-1][0]


def _accounts(rows: Sequence[tuple[str, bytes]]) -> Block:
    return account_block([key for key, _ in rows], [decode(row, AccountRow) for _, row in rows])


_NO_CARD: Final = CardRow("", "", "")
