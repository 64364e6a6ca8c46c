"""What offers have cost so far, so that a budget ends them; what members bought, for segments; partners' own codes.

Revision ID: 0007
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
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
    """Make the tables."""
    _table("offer_cost", "offer", offer=TEXT, cost_minor=INT, receipts=INT)
    _table(
        "offer_use", "sale_id line_id offer",
        sale_id=TEXT, line_id=INT, offer=TEXT, amount_minor=INT, qty_milli=INT, back_milli=INT,
    )  # fmt: skip
    _table("bought", "account_id category", account_id=TEXT, category=TEXT, last_us=INT)
    _table(
        "pool_code", "key",
        key=INT, partner=TEXT, sealed=TEXT, account_id=TEXT, operation=TEXT, given_us=INT,
    )  # fmt: skip
    op.create_index("pool_code_free", "pool_code", ["partner", "operation"])
    op.create_index("pool_code_operation", "pool_code", ["operation"])
    _table("bought_mark", "agent_id incarnation", agent_id=TEXT, incarnation=TEXT, seq=INT)
