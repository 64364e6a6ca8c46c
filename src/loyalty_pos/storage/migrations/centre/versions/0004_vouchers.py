"""Gift certificates, serial coupons, invitations: known by keyed hashes of their codes, with what was done with each.

Revision ID: 0004
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sa.Text()
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _table(name: str, key: str, /, **columns: sa.types.TypeEngine[Any]) -> None:
    op.create_table(
        name,
        *(sa.Column(column, kind, nullable=False, autoincrement=False) for column, kind in columns.items()),
        sa.PrimaryKeyConstraint(key),
        sqlite_strict=True,
        sqlite_with_rowid=True,
    )


def upgrade() -> None:
    """Make the tables and the ways into them."""
    _table(
        "voucher", "key",
        key=INT, kind=TEXT, series=TEXT, state=TEXT, value_minor=INT, rest_minor=INT, uses_left=INT,
        since_us=INT, until_us=INT, account_id=TEXT, last4=TEXT,
    )  # fmt: skip
    op.create_index("voucher_of_series", "voucher", ["series", "state"])
    op.create_index("voucher_of_account", "voucher", ["account_id"])
    _table(
        "voucher_deed", "deed_id",
        deed_id=TEXT, key=INT, what=TEXT, event_id=TEXT, sale_id=TEXT, store_id=TEXT, amount_minor=INT, at_us=INT,
        rule_id=TEXT,
    )  # fmt: skip
    op.create_index("deed_of_voucher", "voucher_deed", ["key"])
    op.create_index("deed_of_sale", "voucher_deed", ["sale_id"])
