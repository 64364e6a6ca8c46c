"""Vouchers by the keyed hashes of their codes, and what was done with each."""

from collections.abc import Collection, Sequence
from typing import Protocol

from loyalty_pos.centre.records import PoolCode, VoucherDeed
from loyalty_pos.core.vouchers.voucher import Voucher


class Vouchers(Protocol):
    """``load`` locks in the order of keys."""

    def load(self, keys: Collection[int]) -> dict[int, Voucher]:
        """Return those that exist."""
        ...

    def look(self, keys: Collection[int]) -> list[Voucher]:
        """Return those that exist, to be read only: nobody waits."""
        ...

    def richest(self, limit: int) -> list[Voucher]:
        """Return the active certificates with most money left, to be read only."""
        ...

    def ended(self, before_us: int, limit: int) -> list[int]:
        """Return keys of active certificates with money left that nothing is held of and that ended before a moment."""
        ...

    def left_of(self, series: Collection[str], limit: int) -> list[int]:
        """Return keys of active codes of these series with most uses left, those with most first."""
        ...

    def put(self, vouchers: Sequence[Voucher]) -> None:
        """Add vouchers, or replace those that are there."""
        ...

    def add_deeds(self, deeds: Sequence[VoucherDeed]) -> None:
        """Write down what was done; an id that is there already fails the transaction."""
        ...

    def deeds_of(self, keys: Collection[int]) -> list[VoucherDeed]:
        """Return what was done with these, in order."""
        ...

    def deeds_of_sales(self, sale_ids: Collection[str]) -> list[VoucherDeed]:
        """Return what sales did and what undid it, in order."""
        ...

    def of_account(self, account_id: str) -> list[Voucher]:
        """Return the vouchers that are for this member alone."""
        ...

    def counts(self, series: str) -> dict[str, int]:
        """Return how many of a series there are in each state."""
        ...

    def page(self, series: str, after: int, limit: int) -> list[Voucher]:
        """Return vouchers of a series ("" = of all) in the order of keys."""
        ...


class Pools(Protocol):
    """Partners' own codes."""

    def lock(self, partner: str) -> None:
        """Let nobody else take a code of this partner until this transaction ends."""
        ...

    def add(self, codes: Sequence[PoolCode]) -> None: ...

    def of_operation(self, operation: str) -> PoolCode | None:
        """Return the code that an operation gave."""
        ...

    def next_free(self, partner: str) -> PoolCode | None:
        """Return a code that nobody has yet."""
        ...

    def give(self, code: PoolCode) -> None:
        """Keep who has a code."""
        ...

    def free(self, partner: str) -> int:
        """Return how many codes nobody has yet."""
        ...
