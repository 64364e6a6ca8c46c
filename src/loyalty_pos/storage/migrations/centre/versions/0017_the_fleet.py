"""Many tills at once: batches that give places by host name, what a till says of itself, whose place went to whom.

Revision ID: 0017
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TEXT = sa.Text()
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _table(name: str, keys: str, /, **columns: sa.types.TypeEngine[Any]) -> None:
    op.create_table(
        name,
        *(sa.Column(column, kind, nullable=False, autoincrement=False) for column, kind in columns.items()),
        sa.PrimaryKeyConstraint(*keys.split()),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def upgrade() -> None:
    """Make the tables; of tills of before nobody knows what they would say."""
    _table(
        "enrol_batch", "batch_id",
        batch_id=TEXT, token_hash=TEXT, most=INT, days=INT, made_us=INT, made_by=TEXT,
        approved_us=INT, approved_by=TEXT, ended_us=INT, ended_by=TEXT,
    )  # fmt: skip
    _table(
        "enrol_place", "batch_id host",
        batch_id=TEXT, host=TEXT, store_id=TEXT, till_no=INT, profile=TEXT, devices=TEXT, agent_id=TEXT,
        taken_us=INT,
    )  # fmt: skip
    _table("till_word", "agent_id", agent_id=TEXT, incarnation=TEXT, heard_us=INT, told=TEXT)
    _table(
        "till_heir", "old_id",
        old_id=TEXT, new_id=TEXT, store_id=TEXT, till_no=INT, at_us=INT, given_by=TEXT, reason=TEXT,
    )  # fmt: skip
