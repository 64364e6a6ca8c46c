"""Programmes are released to shops from a moment on, and shops are told signed bundles instead of texts.

The programme that was in force stays in force, in all shops; the bundles are made when the centre starts.

Revision ID: 0002
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.Text()
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _table(name: str, key: str, /, **columns: sa.types.TypeEngine[Any]) -> None:
    op.create_table(
        name,
        *(sa.Column(column, kind, nullable=False, autoincrement=False) for column, kind in columns.items()),
        sa.PrimaryKeyConstraint(key),
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )


def upgrade() -> None:
    """Make the tables, move what is in force, and let the tills forget the rows of before."""
    _table(
        "release", "number",
        number=INT, programme_id=TEXT, text_hash=TEXT, from_us=INT, until_us=INT, store_ids=TEXT,
    )  # fmt: skip
    _table(
        "bundle", "bundle",
        bundle=TEXT, store_id=TEXT, serial=INT, from_us=INT, until_us=INT, text_hashes=TEXT, kept=INT,
    )  # fmt: skip
    op.create_index("bundle_of_store", "bundle", ["store_id", "serial"])
    _table("till_bundle", "agent_id", agent_id=TEXT, place=INT)
    op.execute(
        "INSERT INTO release (number, programme_id, text_hash, from_us, until_us, store_ids) "
        "SELECT serial, programme_id, bundle, 0, 0, '' FROM programme "
        "WHERE serial = (SELECT max(serial) FROM programme)"
    )
    op.execute("DELETE FROM feed WHERE kind = 'programme'")
    op.drop_table("programme")
