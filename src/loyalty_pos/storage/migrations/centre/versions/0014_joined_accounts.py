"""Accounts made one and parted again, whose purchases are whose meanwhile, and what was done with cards.

Revision ID: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TEXT = sa.Text()
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _table(name: str, key: str, /, **columns: sa.types.TypeEngine[str] | sa.types.TypeEngine[int]) -> None:
    op.create_table(
        name,
        *(sa.Column(column, kind, nullable=False, autoincrement=False) for column, kind in columns.items()),
        sa.PrimaryKeyConstraint(key),
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )


def upgrade() -> None:
    """Make the tables; before, nothing was joined."""
    _table(
        "joined", "join_id",
        join_id=TEXT, stays_id=TEXT, other_id=TEXT, kind=TEXT, at_us=INT, done_by=TEXT, store_id=TEXT, until_us=INT,
        undone_us=INT, undone_by=TEXT, brought=TEXT,
    )  # fmt: skip
    op.create_index("joined_stays", "joined", ["stays_id"])
    op.create_index("joined_other", "joined", ["other_id"])
    _table("paper_of_joined", "document_id", document_id=TEXT, member_id=TEXT)
    op.create_index("paper_of_member", "paper_of_joined", ["member_id"])
    _table(
        "card_deed", "deed_id",
        deed_id=TEXT, account_id=TEXT, last4=TEXT, what=TEXT, reason=TEXT, at_us=INT, done_by=TEXT, store_id=TEXT,
    )  # fmt: skip
    op.create_index("card_deed_of_account", "card_deed", ["account_id"])
