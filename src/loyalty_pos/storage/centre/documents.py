"""Sales, returns and voids once applied; each id stands once on its owner's shelf."""

from collections.abc import Collection, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Final

from loyalty_pos.centre.records import Document
from loyalty_pos.storage.centre.database import PAIRS, Sql, pairs_text

_NAMES: Final = [field.name for field in fields(Document)]
_COLUMNS: Final = ", ".join(_NAMES)
_PLACES: Final = ", ".join(f"${number}" for number in range(1, len(_NAMES) + 1))
_SELECT: Final = f"SELECT {_COLUMNS} FROM document "  # noqa: S608  # names of our own record
_BY_ID: Final = f"{_SELECT} WHERE (owner_id, document_id) IN {PAIRS}"
_BY_SALE: Final = f"{_SELECT} WHERE (owner_id, sale_id) IN {PAIRS}"
_values: Final = attrgetter(*_NAMES)
_ADD: Final = f"INSERT INTO document ({_COLUMNS}) VALUES ({_PLACES})"  # noqa: S608  # as above


class SqlDocuments:
    """Implements ``centre.ports.Documents``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def lock_sales(self, sale_ids: Collection[str]) -> None:
        """Let nobody else look for these sales, or bring them, until this transaction ends."""
        self._sql.lock([f"sale:{sale_id}" for sale_id in sale_ids])

    def known(self, pairs: Collection[tuple[str, str]]) -> list[Document]:
        """Return those of (owner, document) that are there."""
        return self._in(_BY_ID, pairs)

    def of_sales(self, pairs: Collection[tuple[str, str]]) -> list[Document]:
        """Return (owner, sale) with everything that undid it."""
        return self._in(_BY_SALE, pairs)

    def _in(self, statement: str, pairs: Collection[tuple[str, str]]) -> list[Document]:
        if not pairs:
            return []
        return [Document(*row) for row in self._sql.rows(statement, pairs_text(pairs))]

    def add(self, documents: Sequence[Document]) -> None:
        """Add; an id that is there already fails the transaction."""
        self._sql.many(_ADD, [_values(document) for document in documents])
