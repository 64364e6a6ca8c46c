"""What tills may decide alone: leases, what is set aside for them, what they took; and which debts came of it.

Revision ID: 0009
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEXT = sa.Text()
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KNOWN_DEBTS = (
    "INSERT INTO debt (entry_id, account_id, cause, agent_id, incarnation, sale_id, store_id, at_us, points, rest, "
    "state, ended_us, reason) SELECT 'before:' || a.account_id, a.account_id, 'before', '', '', '', '', "
    "COALESCE((SELECT MAX(e.recorded_us) FROM entry e WHERE e.account_id = a.account_id AND e.debt > 0), 0), "
    "a.debt, a.debt, 'open', 0, '' FROM account a WHERE a.debt > 0"
)


def _table(name: str, keys: str, /, **columns: sa.types.TypeEngine[Any]) -> None:
    op.create_table(
        name,
        *(sa.Column(column, kind, nullable=False, autoincrement=False) for column, kind in columns.items()),
        sa.PrimaryKeyConstraint(*keys.split()),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _add(table: str, column: str, kind: sa.types.TypeEngine[Any], default: str) -> None:
    op.add_column(table, sa.Column(column, kind, nullable=False, server_default=default))


def upgrade() -> None:
    """Make the tables; a debt of before is kept as one of nobody's till."""
    _add("account", "set_aside", INT, "0")
    _add("account", "home", TEXT, "")
    _add("account", "habits", TEXT, "")
    op.create_index("account_home", "account", ["home"])
    _add("stream", "epoch", INT, "0")
    _add("hold", "agent_id", TEXT, "")
    _table(
        "lease", "agent_id incarnation epoch",
        agent_id=TEXT, incarnation=TEXT, epoch=INT, store_id=TEXT, issued_us=INT, place=INT, home=INT, visited=INT,
        guest=INT, app=INT, risk=INT, per_sale=INT, ttl_us=INT, lost_us=INT,
    )  # fmt: skip
    _table(
        "lease_share", "account_id agent_id incarnation epoch",
        account_id=TEXT, agent_id=TEXT, incarnation=TEXT, epoch=INT, points=INT,
    )  # fmt: skip
    op.create_index("lease_share_till", "lease_share", ["agent_id", "incarnation"])
    _table(
        "lease_floor", "agent_id incarnation epoch account_id",
        agent_id=TEXT, incarnation=TEXT, epoch=INT, account_id=TEXT, points=INT,
    )  # fmt: skip
    _table(
        "debt", "entry_id",
        entry_id=TEXT, account_id=TEXT, cause=TEXT, agent_id=TEXT, incarnation=TEXT, sale_id=TEXT, store_id=TEXT,
        at_us=INT, points=INT, rest=INT, state=TEXT, ended_us=INT, reason=TEXT,
    )  # fmt: skip
    op.create_index("debt_account", "debt", ["account_id", "state"])
    op.create_index("debt_state", "debt", ["state", "agent_id"])
    op.execute(_KNOWN_DEBTS)
