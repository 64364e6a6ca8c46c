"""What was asked for privacy, persons whose key is destroyed, and which till has said that it forgot them.

Revision ID: 0008
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
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
    """Make the tables, and a way from an account to its names."""
    _table(
        "privacy_deed", "number", number=TEXT, what=TEXT, account_id=TEXT, at_us=INT, met_by=TEXT, detail=TEXT
    )
    op.create_index("privacy_deed_of_account", "privacy_deed", ["account_id"])
    _table("erased_person", "person_id", person_id=TEXT, account_id=TEXT, number=TEXT)
    op.create_index("erased_person_of_account", "erased_person", ["account_id"])
    _table("forgotten_at", "number agent_id", number=TEXT, agent_id=TEXT, at_us=INT)
    op.create_index("known_as_of_account", "known_as", ["account_id"])
