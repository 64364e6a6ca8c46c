"""Versions of programmes, their releases, and the bundles that shops were told; no version is ever forgotten."""

from collections.abc import Collection, Sequence
from typing import Final

from loyalty_pos.core.release import Bundle, Release, Told
from loyalty_pos.storage.centre.database import Row, Sql

_RELEASE: Final = "SELECT number, programme_id, text_hash, from_us, until_us, store_ids FROM release "
_BUNDLE: Final = "SELECT serial, store_id, from_us, until_us, text_hashes FROM bundle "


class SqlProgrammes:
    """Implements ``centre.ports.Programmes``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def texts(self, hashes: Collection[str]) -> dict[str, str]:
        """Return versions by hash."""
        rows = self._sql.rows("SELECT bundle, text FROM programme_text WHERE bundle = ANY($1)", list(hashes))
        return {row[0]: row[1] for row in rows}

    def put_text(self, programme_id: str, text_hash: str, text: str) -> None:
        """Keep a version."""
        self._sql.run(
            "INSERT INTO programme_text (bundle, programme_id, text) VALUES ($1, $2, $3) "
            "ON CONFLICT (bundle) DO NOTHING",
            text_hash,
            programme_id,
            text,
        )

    def releases(self) -> list[Release]:
        """Return all of them by number."""
        return [_release(row) for row in self._sql.rows(_RELEASE + "ORDER BY number")]

    def put_release(self, release: Release) -> None:
        """Add one, or change its end."""
        self._sql.run(
            "INSERT INTO release (number, programme_id, text_hash, from_us, until_us, store_ids) "
            "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (number) DO UPDATE SET until_us = excluded.until_us",
            release.number,
            release.programme_id,
            release.text_hash,
            release.from_us,
            release.until_us or 0,
            "\n".join(sorted(release.store_ids)),
        )

    def told(self, store_id: str) -> Told:
        """Return what the tills of a shop keep, and the highest serial they were ever told."""
        kept = self._sql.rows(_BUNDLE + "WHERE store_id = $1 AND kept = 1 ORDER BY serial", store_id)
        highest = self._sql.rows("SELECT max(serial) FROM bundle WHERE store_id = $1", store_id)[0][0]
        return Told(store_id, tuple(_bundle(row) for row in kept), highest or 0)

    def put_told(self, told: Told) -> None:
        """Keep these bundles for the shop and remember the others as of the past."""
        self._sql.run("UPDATE bundle SET kept = 0 WHERE store_id = $1 AND kept = 1", told.store_id)
        self._sql.many(
            "INSERT INTO bundle (bundle, store_id, serial, from_us, until_us, text_hashes, kept) "
            "VALUES ($1, $2, $3, $4, $5, $6, 1) ON CONFLICT (bundle) DO UPDATE SET kept = 1",
            [
                (b.id, b.store_id, b.serial, b.from_us, b.until_us, "\n".join(b.text_hashes))
                for b in told.bundles
            ],
        )

    def hashes_of(self, bundles: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return by bundle the versions in it."""
        rows = self._sql.rows("SELECT bundle, text_hashes FROM bundle WHERE bundle = ANY($1)", list(bundles))
        return {row[0]: _listed(row[1]) for row in rows}

    def places(self, agent_ids: Sequence[str]) -> dict[str, int]:
        """Return by till up to which place of the feed it is known to have taken its bundles in."""
        rows = self._sql.rows(
            "SELECT agent_id, place FROM till_bundle WHERE agent_id = ANY($1)", list(agent_ids)
        )
        return {row[0]: row[1] for row in rows}

    def put_place(self, agent_id: str, place: int) -> None:
        """Note how far a till has come."""
        self._sql.run(
            "INSERT INTO till_bundle (agent_id, place) VALUES ($1, $2) "
            "ON CONFLICT (agent_id) DO UPDATE SET place = excluded.place",
            agent_id,
            place,
        )

    def bundle_places(self, store_ids: Sequence[str]) -> dict[tuple[str, int], int]:
        """Return by (store, serial) the place of the feed where the bundle was told."""
        rows = self._sql.rows(
            "SELECT scope, row_key, serial FROM feed WHERE kind = 'bundle' AND scope = ANY($1)",
            list(store_ids),
        )
        return {(scope, int(key)): place for scope, key, place in rows}


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def _release(row: Row) -> Release:
    number, programme_id, text_hash, from_us, until_us, stores = row
    return Release(number, programme_id, text_hash, from_us, until_us or None, frozenset(_listed(stores)))


def _bundle(row: Row) -> Bundle:
    serial, store_id, from_us, until_us, hashes = row
    return Bundle(serial, store_id, from_us, until_us, _listed(hashes))
