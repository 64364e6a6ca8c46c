"""Accounts of one page of changes told together, as columns: half the bytes of as many rows, and less work to take in.

They stand in the page where the rows stood, so what comes before and behind keeps its order. Only a till that says that
it reads them is told so; one that does not gets rows.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from loyalty_pos.core.problems import BadMessage
from loyalty_pos.wire.codec import decode, encode
from loyalty_pos.wire.messages import Change
from loyalty_pos.wire.rows import AccountRow
from loyalty_pos.wire.snapshot.columns import MAX_BYTES
from loyalty_pos.wire.snapshot.pages import Block
from loyalty_pos.wire.snapshot.rows import ACCOUNTS, account_block, in_blocks

TOGETHER: Final = "accounts"
"""The table of such a change; its key says nothing."""
LEAST: Final = 4
"""Fewer of them are shorter as rows."""
MOST: Final = 4_096


def together(rows: Sequence[Change]) -> list[Change]:
    """Return the same changes, accounts that stand one behind the other as one; no account is told twice in a page."""
    found: list[Change] = []
    for is_account, run in groupby(rows, key=_is_account):
        some = list(run)
        found += _told(some) if is_account else some
    return found


def accounts_of(row: bytes) -> Block:
    """Return the accounts of such a change. Raises ``BadMessage``, also for what would become too large."""
    block = decode(row, Block)
    if block.kind != ACCOUNTS or not 0 < block.count <= MOST:
        raise BadMessage(reason="accounts together")
    longest = sum(max(map(len, column.table), default=0) for column in block.columns.values())
    if longest * block.count > MAX_BYTES:
        raise BadMessage(reason="accounts together too large")
    return block


def _is_account(change: Change) -> bool:
    return change.table == "account" and bool(change.row)


def _told(run: list[Change]) -> Iterator[Change]:
    for start in range(0, len(run), MOST):
        some = sorted(run[start : start + MOST], key=lambda one: one.key)
        if len(some) >= LEAST:
            yield from (Change(TOGETHER, "", encode(block)) for block in in_blocks(_block, some))
        else:
            yield from some


def _block(run: Sequence[Change]) -> Block:
    return account_block([one.key for one in run], [decode(one.row, AccountRow) for one in run])
