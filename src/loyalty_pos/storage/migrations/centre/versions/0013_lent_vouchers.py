"""Certificates and codes by rights of their own: what is promised of them, what leases allow, debts in their own units.

Revision ID: 0013
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TEXT = sa.Text()
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_HOMES = (
    "UPDATE voucher SET home = COALESCE((SELECT MAX(d.store_id) FROM voucher_deed d WHERE d.key = voucher.key "
    "AND d.what IN ('sold', 'issued') AND d.at_us = (SELECT MAX(e.at_us) FROM voucher_deed e "
    "WHERE e.key = voucher.key AND e.what IN ('sold', 'issued'))), '')"
)


def _add(table: str, column: str, kind: sa.types.TypeEngine[Any], default: str) -> None:
    op.add_column(table, sa.Column(column, kind, nullable=False, server_default=default))


def upgrade() -> None:
    """Add the columns; what was sold before knows where, and what was settled before weighed itself."""
    _add("voucher", "home", TEXT, "")
    _add("voucher", "held", INT, "0")
    _add("voucher", "set_aside", INT, "0")
    op.execute(_HOMES)
    _add("lease", "certificate_home", INT, "0")
    _add("lease", "certificate_guest", INT, "0")
    _add("lease", "coupons", INT, "0")
    _add("lease", "value_minor", INT, "100")
    _add("lease", "scale", INT, "1")
    _add("lease_floor", "risk", INT, "0")
    op.execute("UPDATE lease_floor SET risk = points")
    _add("debt", "value", TEXT, "points")
