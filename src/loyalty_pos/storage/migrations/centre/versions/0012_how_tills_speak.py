"""How tills speak: keys, orders, signed heads, and where a till that was shut out ends.

Revision ID: 0012
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
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
    """Make the tables; tills of before have signed nothing yet."""
    _table("voice", "agent_id", agent_id=TEXT, signs=INT, next_key=TEXT, older=TEXT, done=INT)
    _table("till_order", "agent_id serial", agent_id=TEXT, serial=INT, kind=TEXT, at_us=INT)
    _table(
        "signed_head", "agent_id incarnation",
        agent_id=TEXT, incarnation=TEXT, seq=INT, head=TEXT, signature=TEXT, public_key=TEXT,
    )  # fmt: skip
    _table("stream_end", "agent_id incarnation", agent_id=TEXT, incarnation=TEXT, seq=INT)
