"""Stores, tills and the one-time codes that turn one into the other; callers from outside and their tokens."""

from loyalty_pos.centre.records import Caller, Code, Store, Till
from loyalty_pos.storage.centre.database import Row, Sql, first

_CODE = "SELECT code_hash, store_id, till_no, expires_us, tries_left, used_us FROM enrolment "
_CALLER = "SELECT name, token_hash, scopes, made_us, revoked FROM caller "
_TILL = "SELECT agent_id, store_id, till_no, device_key, token_hash, revoked FROM till "


class SqlTills:
    """Implements ``centre.ports.Tills``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def store(self, store_id: str) -> Store | None:
        """Return a store."""
        row = first(self._sql.rows("SELECT store_id, name, zone FROM store WHERE store_id = $1", store_id))
        return Store(*row) if row else None

    def put_store(self, store: Store) -> None:
        """Add or rename."""
        self._sql.run(
            "INSERT INTO store (store_id, name, zone) VALUES ($1, $2, $3) "
            "ON CONFLICT (store_id) DO UPDATE SET name = excluded.name, zone = excluded.zone",
            store.store_id,
            store.name,
            store.zone,
        )

    def stores(self) -> list[Store]:
        """Return every store."""
        return [
            Store(*row) for row in self._sql.rows("SELECT store_id, name, zone FROM store ORDER BY store_id")
        ]

    def till(self, agent_id: str) -> Till | None:
        """Return a till."""
        row = first(self._sql.rows(_TILL + "WHERE agent_id = $1", agent_id))
        return _till(row) if row else None

    def tills(self) -> list[Till]:
        """Return every till."""
        rows = self._sql.rows(_TILL + "ORDER BY till_no, agent_id")
        return [_till(row) for row in rows]

    def put_till(self, till: Till) -> None:
        """Add, give another place or token, or shut out (``revoked``)."""
        self._sql.run(
            "INSERT INTO till (agent_id, store_id, till_no, device_key, token_hash, revoked) "
            "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (agent_id) DO UPDATE SET "
            "store_id = excluded.store_id, till_no = excluded.till_no, token_hash = excluded.token_hash, "
            "revoked = excluded.revoked",
            till.agent_id,
            till.store_id,
            till.till_no,
            till.device_key,
            till.token_hash,
            int(till.revoked),
        )

    def put_key(self, agent_id: str, device_key: str) -> None:
        """Keep another key with which a till signs."""
        self._sql.run("UPDATE till SET device_key = $2 WHERE agent_id = $1", agent_id, device_key)

    def open_codes(self, now_us: int) -> list[Code]:
        """Return codes that may still be used, locked."""
        rows = self._sql.rows(
            _CODE + "WHERE used_us = 0 AND tries_left > 0 AND expires_us > $1 ORDER BY code_hash FOR UPDATE",
            now_us,
        )
        return [Code(*row) for row in rows]

    def code(self, code_hash: str) -> Code | None:
        """Return a code, also one that is used or over."""
        row = first(self._sql.rows(_CODE + "WHERE code_hash = $1", code_hash))
        return Code(*row) if row else None

    def put_code(self, code: Code) -> None:
        """Add a code, or keep its tries and its use."""
        self._sql.run(
            "INSERT INTO enrolment (code_hash, store_id, till_no, expires_us, tries_left, used_us) "
            "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (code_hash) DO UPDATE SET "
            "tries_left = excluded.tries_left, used_us = excluded.used_us",
            code.code_hash,
            code.store_id,
            code.till_no,
            code.expires_us,
            code.tries_left,
            code.used_us,
        )


def _till(row: Row) -> Till:
    agent_id, store_id, till_no, device_key, token_hash, revoked = row
    return Till(agent_id, store_id, till_no, device_key, token_hash, bool(revoked))


class SqlCallers:
    """Implements ``centre.ports.Callers``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def caller(self, name: str) -> Caller | None:
        """Return a caller."""
        row = first(self._sql.rows(_CALLER + "WHERE name = $1", name))
        return _caller(row) if row else None

    def callers(self) -> list[Caller]:
        """Return all of them."""
        return [_caller(row) for row in self._sql.rows(_CALLER + "ORDER BY name")]

    def put_caller(self, caller: Caller) -> None:
        """Add, give a new token, or shut out."""
        self._sql.run(
            "INSERT INTO caller (name, token_hash, scopes, made_us, revoked) VALUES ($1, $2, $3, $4, $5) "
            "ON CONFLICT (name) DO UPDATE SET token_hash = excluded.token_hash, scopes = excluded.scopes, "
            "made_us = excluded.made_us, revoked = excluded.revoked",
            caller.name,
            caller.token_hash,
            " ".join(caller.scopes),
            caller.made_us,
            int(caller.revoked),
        )


def _caller(row: Row) -> Caller:
    name, token_hash, scopes, made_us, revoked = row
    return Caller(name, token_hash, tuple(scopes.split()), made_us, bool(revoked))
