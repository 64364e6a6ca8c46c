"""Sales, returns and voids once applied; each id stands once on its owner's shelf."""

from collections.abc import Collection, Sequence
from dataclasses import astuple, fields
from typing import Final

from loyalty_pos.centre.records import Document
from loyalty_pos.storage.centre.database import Sql

_NAMES: Final = [field.name for field in fields(Document)]
_COLUMNS: Final = ", ".join(_NAMES)
_PLACES: Final = ", ".join(f"${number}" for number in range(1, len(_NAMES) + 1))
_SELECT: Final = f"SELECT {_COLUMNS} FROM document "  # noqa: S608  # names of our own record
# The empty suffix keeps SQLite from probing every pair of the two lists (a million for a thousand rows).
_KNOWN: Final = _SELECT + "WHERE owner_id = ANY($1) AND document_id || '' = ANY($2)"
_OF_SALES: Final = _SELECT + "WHERE owner_id = ANY($1) AND sale_id || '' = ANY($2)"
_ADD: Final = f"INSERT INTO document ({_COLUMNS}) VALUES ({_PLACES})"  # noqa: S608  # as above


class SqlDocuments:
    """Implements ``centre.ports.Documents``."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def known(self, owner_ids: Collection[str], document_ids: Collection[str]) -> list[Document]:
        """Return those that are there."""
        if not document_ids:
            return []
        rows = self._sql.rows(_KNOWN, list(owner_ids), list(document_ids))
        return [Document(*row) for row in rows]

    def of_sales(self, owner_ids: Collection[str], sale_ids: Collection[str]) -> list[Document]:
        """Return the sales with everything that undid them."""
        rows = self._sql.rows(_OF_SALES, list(owner_ids), list(sale_ids))
        return [Document(*row) for row in rows]

    def add(self, documents: Sequence[Document]) -> None:
        """Add; an id that is there already fails the transaction."""
        self._sql.many(_ADD, [astuple(document) for document in documents])
