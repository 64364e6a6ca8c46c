"""Which till first told of a code of a member's phone.

Revision ID: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TEXT = sa.Text()
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table; the step comes first, so that the oldest are forgotten at one end."""
    op.create_table(
        "shown_code",
        *(sa.Column(name, INT, nullable=False, autoincrement=False) for name in ("step", "card", "counter")),
        sa.Column("agent_id", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("step", "card", "counter"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
