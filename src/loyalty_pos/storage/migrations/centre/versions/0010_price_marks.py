"""How far the sales of each stream were priced again.

Revision ID: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TEXT = sa.Text()
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_COUNTS = ("seq", "same", "differing", "unknown_bundle", "uncheckable")


def upgrade() -> None:
    """Make the table; the sales of before are looked at from the first one on."""
    op.create_table(
        "price_mark",
        sa.Column("agent_id", TEXT, nullable=False),
        sa.Column("incarnation", TEXT, nullable=False),
        *(sa.Column(count, INT, nullable=False, autoincrement=False) for count in _COUNTS),
        sa.PrimaryKeyConstraint("agent_id", "incarnation"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
