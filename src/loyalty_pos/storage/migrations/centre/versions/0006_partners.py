"""Partners: their rates, pending cashback, claims, subscribers, lots that only one of them takes, and who owes whom.

Revision ID: 0006
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
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
        sqlite_with_rowid=True,
    )


def upgrade() -> None:
    """Make the tables and the ways into them."""
    _table(
        "settlement_row", "row_id",
        row_id=TEXT, kind=TEXT, partner_from=TEXT, partner_to=TEXT, points=INT, price_minor=INT, money_minor=INT,
        period=TEXT, at_us=INT, event_id=TEXT, sale_id=TEXT, store_id=TEXT, line_id=INT, rule_id=TEXT, base_minor=INT,
    )  # fmt: skip
    op.create_index("settlement_of_period", "settlement_row", ["period"])
    op.create_index("settlement_of_sale", "settlement_row", ["sale_id"])
    _table(
        "partner_rate", "partner_id",
        partner_id=TEXT, name=TEXT, folded=TEXT, domain=TEXT, conditions=TEXT, rate_bp=INT, first_rate_bp=INT,
        ceiling_bp=INT, month_cap=INT,
    )  # fmt: skip
    op.create_index("rate_of_domain", "partner_rate", ["domain"])
    op.create_index("rate_by_name", "partner_rate", ["folded"])
    _table("partner_click", "click_id", click_id=TEXT, partner_id=TEXT, account_id=TEXT, at_us=INT)
    _table(
        "cashback_order", "partner_id order_id",
        partner_id=TEXT, order_id=TEXT, account_id=TEXT, state=TEXT, amount_minor=INT, rate_bp=INT, points=INT,
        taken_back=INT, click_id=TEXT, lot_id=TEXT, ordered_us=INT, decided_us=INT, reason=TEXT,
    )  # fmt: skip
    op.create_index("order_of_account", "cashback_order", ["account_id", "ordered_us"])
    op.create_index("order_in_state", "cashback_order", ["state", "decided_us"])
    _table("cashback_request", "request_id", request_id=TEXT, account_id=TEXT, points=INT, at_us=INT)
    _table(
        "claim", "sale_id",
        sale_id=TEXT, account_id=TEXT, receipt_code=TEXT, points=INT, lines=TEXT, at_us=INT, approved_by=TEXT,
    )  # fmt: skip
    _table("subscriber", "partner_id phone_key", partner_id=TEXT, phone_key=INT)
    _table("offer_member", "rule_id account_id", rule_id=TEXT, account_id=TEXT, at_us=INT)
    op.add_column("lot", sa.Column("spend_scope", TEXT, nullable=False, server_default=""))
