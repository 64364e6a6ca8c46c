"""What members did beside buying: surveys, friends, challenges, games; who may tell of it; when a birthday changed.

Revision ID: 0005
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXT = sa.Text()
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _table(name: str, key: str, /, **columns: sa.types.TypeEngine[Any]) -> None:
    keys = key.split()
    op.create_table(
        name,
        *(sa.Column(column, kind, nullable=False, autoincrement=False) for column, kind in columns.items()),
        sa.PrimaryKeyConstraint(*keys),
        sqlite_strict=True,
        sqlite_with_rowid=len(keys) == 1,
    )


def upgrade() -> None:
    """Make the tables and the ways into them."""
    _table("caller", "name", name=TEXT, token_hash=TEXT, scopes=TEXT, made_us=INT, revoked=INT)
    _table(
        "activity", "caller event_id",
        caller=TEXT, event_id=TEXT, kind=TEXT, account_id=TEXT, subject=TEXT, facts=TEXT, content_key=INT, at_us=INT,
        day=INT, received_us=INT, rule_id=TEXT, state=TEXT, reason=TEXT, points=INT, decided_by=TEXT,
    )  # fmt: skip
    op.create_index("activity_of_account", "activity", ["account_id", "rule_id", "day"])
    op.create_index("activity_waiting", "activity", ["state", "received_us"])
    _table(
        "activity_step", "account_id rule_id source_id",
        account_id=TEXT, rule_id=TEXT, source_id=TEXT, day=INT, amount=INT,
    )  # fmt: skip
    op.create_index("step_of_source", "activity_step", ["account_id", "source_id"])
    _table(
        "award", "award_id",
        award_id=TEXT, account_id=TEXT, rule_id=TEXT, kind=TEXT, number=INT, points=INT, at_us=INT, source_id=TEXT,
        state=TEXT,
    )  # fmt: skip
    op.create_index("award_of_account", "award", ["account_id", "rule_id"])
    _table(
        "referral", "friend_id",
        friend_id=TEXT, referrer_id=TEXT, rule_id=TEXT, caller=TEXT, event_id=TEXT, state=TEXT, sale_id=TEXT,
        at_us=INT,
    )  # fmt: skip
    _table(
        "medal", "account_id medal_id",
        account_id=TEXT, medal_id=TEXT, state=TEXT, at_us=INT, source_id=TEXT, given_by=TEXT,
    )  # fmt: skip
    op.add_column("person", sa.Column("birthday_changed_us", INT, nullable=False, server_default="0"))
