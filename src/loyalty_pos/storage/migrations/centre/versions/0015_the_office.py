"""What the office writes: months closed, adjustments, who did what, and what looks odd at the counters.

Revision ID: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TEXT = sa.Text()
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _table(name: str, key: str, /, **columns: sa.types.TypeEngine[str] | sa.types.TypeEngine[int]) -> None:
    keys = key.split()
    op.create_table(
        name,
        *(sa.Column(column, kind, nullable=False, autoincrement=False) for column, kind in columns.items()),
        sa.PrimaryKeyConstraint(*keys),
        sqlite_strict=True,
        sqlite_with_rowid=len(keys) == 1,
    )


def upgrade() -> None:
    """Make the tables; before, no month was closed and nobody adjusted anything."""
    _table(
        "closing", "ledger month entity",
        ledger=TEXT, month=TEXT, entity=TEXT, programme=TEXT, zone=TEXT, opening=INT, issued=INT, redeemed=INT,
        expired=INT, reversed=INT, adjusted=INT, late=INT, late_entries=INT, waiting=TEXT, made_us=INT, made_by=TEXT,
        prev=TEXT, hash=TEXT,
    )  # fmt: skip
    _table(
        "closing_line", "ledger month store_id day kind",
        ledger=TEXT, month=TEXT, store_id=TEXT, day=TEXT, kind=TEXT, entity=TEXT, amount=INT, entries=INT,
    )  # fmt: skip
    _table(
        "adjustment", "adjustment_id",
        adjustment_id=TEXT, account_id=TEXT, points=INT, reason=TEXT, note=TEXT, receipt=TEXT, state=TEXT,
        proposed_by=TEXT, proposed_us=INT, decided_by=TEXT, decided_us=INT, store_id=TEXT, last4=TEXT,
    )  # fmt: skip
    op.create_index("adjustment_in_order", "adjustment", ["proposed_us"])
    op.create_index("adjustment_of_account", "adjustment", ["account_id"])
    _table(
        "office_deed", "deed_id",
        deed_id=TEXT, at_us=INT, what=TEXT, done_by=TEXT, subject=TEXT, detail=TEXT, store_id=TEXT, amount=INT,
    )  # fmt: skip
    op.create_index("office_deed_in_order", "office_deed", ["at_us"])
    _table(
        "suspicion", "kind cashier_id account_id agent_id",
        kind=TEXT, cashier_id=TEXT, account_id=TEXT, agent_id=TEXT, store_id=TEXT, place=INT, score=INT, facts=TEXT,
        receipts=TEXT, from_us=INT, until_us=INT, made_us=INT,
    )  # fmt: skip
