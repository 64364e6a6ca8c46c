"""Goods, staff, texts, programmes, tills, and the feed that tells of them."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from loyalty_pos.centre.records import (
    Code,
    FeedRow,
    Store,
    Till,
)
from loyalty_pos.core.release import Release, Told
from loyalty_pos.wire.messages import Change
from loyalty_pos.wire.rows import ArticleRow, StaffRow


class Reference(Protocol):
    """What changes rarely and is the same for everybody."""

    def articles(self, ids: Collection[str]) -> dict[str, ArticleRow]: ...

    def article_page(self, after: str, limit: int) -> list[ArticleRow]: ...

    def put_articles(self, rows: Sequence[ArticleRow]) -> None: ...

    def prices(self, ids: Collection[str]) -> list[tuple[str, str, int]]:
        """Return (article id, store id, price in minor units)."""
        ...

    def put_prices(self, prices: Sequence[tuple[str, str, int]]) -> None: ...

    def staff(self) -> dict[str, StaffRow]: ...

    def staff_named(self, ids: Collection[str]) -> dict[str, StaffRow]: ...

    def put_staff(self, rows: Sequence[StaffRow]) -> None: ...

    def setting(self, store_id: str, name: str) -> str | None: ...

    def settings_named(self, name: str) -> dict[str, str]:
        """Return a setting by store."""
        ...

    def put_setting(self, store_id: str, name: str, value: str) -> None: ...


class Programmes(Protocol):
    """Every version of every programme, the releases, the bundles that shops were told and who has them."""

    def texts(self, hashes: Collection[str]) -> dict[str, str]: ...

    def put_text(self, programme_id: str, text_hash: str, text: str) -> None: ...

    def releases(self) -> list[Release]: ...

    def put_release(self, release: Release) -> None: ...

    def told(self, store_id: str) -> Told: ...

    def put_told(self, told: Told) -> None: ...

    def hashes_of(self, bundles: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return by bundle the hashes of its texts."""
        ...

    def places(self, agent_ids: Sequence[str]) -> dict[str, int]:
        """Return by agent the place of the feed up to which it is known to have its bundles."""
        ...

    def put_place(self, agent_id: str, place: int) -> None: ...

    def bundle_places(self, store_ids: Sequence[str]) -> dict[tuple[str, int], int]:
        """Return by (store id, serial) the place of the feed at which a bundle was told."""
        ...


class Tills(Protocol):
    def store(self, store_id: str) -> Store | None: ...

    def put_store(self, store: Store) -> None: ...

    def stores(self) -> list[Store]:
        """Return every store in the order of ids."""
        ...

    def code(self, code_hash: str) -> Code | None:
        """Return a code in whatever state it is."""
        ...

    def till(self, agent_id: str) -> Till | None: ...

    def tills(self) -> list[Till]: ...

    def put_till(self, till: Till) -> None: ...

    def put_key(self, agent_id: str, device_key: str) -> None:
        """Keep another key with which a till signs."""
        ...

    def open_codes(self, now_us: int) -> list[Code]:
        """Return codes that are neither used nor over, locked."""
        ...

    def put_code(self, code: Code) -> None: ...


class Feed(Protocol):
    """Rows for the tills in the order of one server sequence; publish as the last step of a transaction."""

    def publish(self, rows: Iterable[FeedRow]) -> None: ...

    def drop(self, kind: str, row_keys: Collection[str]) -> None:
        """Take rows out without a tombstone, where another row tells the tills: their keys alone would tell too much."""
        ...

    def page(self, store_id: str, cursor: str, limit: int) -> tuple[list[Change], str, bool]:
        """Return changes after the cursor, the new cursor, and whether there are more."""
        ...

    def places(self, kind: str, keys: Collection[str]) -> dict[str, int]:
        """Return the place of the newest row for all stores, by its key."""
        ...

    def newest_rows(self, kind: str, limit: int, behind: int = 0) -> list[tuple[str, int]]:
        """Return (key, place) of the rows of one kind for all stores that were told last, the newest first.

        ``behind``: only those of later places.
        """
        ...

    def newest(self) -> str:
        """Return the cursor behind everything that was published."""
        ...

    def keys_below(self, kind: str, key: str, limit: int) -> list[str]:
        """Return keys of rows of one kind that come before this one and are no tombstones yet, in their order."""
        ...

    def keys_of(self, kind: str) -> set[str]:
        """Return the keys of the rows of one kind that were told, to whichever shop."""
        ...

    def place(self, cursor: str) -> int:
        """Return the place in the sequence that a cursor of this database names, 0 for any other one."""
        ...


class FeedRows(Protocol):
    """The feed as a snapshot is made of it, and what is no longer told."""

    def is_beginning(self, cursor: str) -> bool:
        """Tell whether a till with this cursor has nothing of this feed, a snapshot neither."""
        ...

    def is_too_old(self, cursor: str) -> bool:
        """Tell whether tombstones behind this cursor are gone: its owner must begin anew."""
        ...

    def floor(self) -> int:
        """Return the place up to which tombstones are gone, 0 = none is."""
        ...

    def tombstones(self, place: int, limit: int) -> list[tuple[str, str, str, int]]:
        """Return tombstones up to a place of the sequence."""
        ...

    def prune(self, stones: Sequence[tuple[str, str, str, int]]) -> None:
        """Take these tombstones out and raise the floor to the newest of them."""
        ...

    def common_rows(self, kind: str, after: str, limit: int) -> list[tuple[str, bytes]]:
        """Return (key, row) of one kind for all stores in the order of keys, without tombstones."""
        ...

    def common_kinds(self) -> dict[str, int]:
        """Return how many rows for all stores there are of each kind."""
        ...

    def newest_of(self, kind: str) -> int:
        """Return the newest place of a row of this kind for all stores, 0 = there is none."""
        ...
