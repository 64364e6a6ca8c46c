"""The first books of the centre: events by till, ledger by account, reference tables, the change feed.

Each key contains the column its table may one day be distributed by; no sequence, no identity column.

Revision ID: 0001
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.Text()
INT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
BYTES = sa.LargeBinary()


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
    """Make all tables."""
    _streams()
    _ledger()
    _members()
    _reference()
    _feed()


def _streams() -> None:
    _table(
        "event", "agent_id incarnation seq",
        agent_id=TEXT, incarnation=TEXT, seq=INT, id=TEXT, kind=TEXT, hash=TEXT, received_us=INT, raw=BYTES,
    )  # fmt: skip
    op.create_index("event_once", "event", ["agent_id", "id"], unique=True)
    _table(
        "stream", "agent_id incarnation",
        agent_id=TEXT, incarnation=TEXT, stored=INT, projected=INT, head_hash=TEXT, quarantined=INT, seen_us=INT,
    )  # fmt: skip
    _table(
        "parked", "agent_id incarnation seq",
        agent_id=TEXT, incarnation=TEXT, seq=INT, code=TEXT, waits_for=TEXT, since_us=INT, resolved_us=INT,
    )  # fmt: skip
    op.create_index("parked_waiting", "parked", ["waits_for"])
    _table(
        "alarm", "alarm_id",
        alarm_id=TEXT, code=TEXT, agent_id=TEXT, subject=TEXT, at_us=INT,
    )  # fmt: skip


def _ledger() -> None:
    _table(
        "account", "account_id",
        account_id=TEXT, debt=INT, spend_minor=INT, visits=INT, granted_tier=TEXT, tier_id=TEXT, staff_id=TEXT,
        verified=INT, blocked=INT, shown_name=TEXT, phone_masked=TEXT, version=INT, head_hash=TEXT,
    )  # fmt: skip
    _table(
        "lot", "account_id lot_id",
        account_id=TEXT, lot_id=TEXT, kind=TEXT, amount=INT, remaining=INT, held=INT, activate_us=INT,
        expire_us=INT,
    )  # fmt: skip
    _table(
        "entry", "account_id entry_id",
        account_id=TEXT, entry_id=TEXT, position=INT, kind=TEXT, amount=INT, debt=INT, occurred_us=INT,
        recorded_us=INT, event_id=TEXT, store_id=TEXT, sale_id=TEXT, receipt_code=TEXT, operation=TEXT,
        until_us=INT, moves=TEXT, opened=TEXT, hash=TEXT,
    )  # fmt: skip
    op.create_index("entry_of_sale", "entry", ["account_id", "sale_id"])
    op.create_index("entry_in_order", "entry", ["account_id", "position"])
    _table(
        "hold", "account_id op",
        account_id=TEXT, op=TEXT, amount=INT, moves=TEXT, until_us=INT, state=TEXT,
    )  # fmt: skip
    op.create_index("hold_by_op", "hold", ["op"])
    _table(
        "document", "owner_id document_id",
        owner_id=TEXT, document_id=TEXT, kind=TEXT, event_id=TEXT, agent_id=TEXT, store_id=TEXT, cashier_id=TEXT,
        at_us=INT, sale_id=TEXT, account_id=TEXT, gross_minor=INT, discount_minor=INT, points_money_minor=INT,
        certificate_minor=INT, paid_minor=INT, redeemed=INT, accrued=INT, spend_minor=INT, visits=INT,
    )  # fmt: skip
    op.create_index("document_of_sale", "document", ["owner_id", "sale_id"])


def _members() -> None:
    _table(
        "card", "account_id number",
        account_id=TEXT, number=TEXT, number_key=INT, last4=TEXT, state=TEXT, discount_bp=INT,
    )  # fmt: skip
    op.create_index("card_by_last4", "card", ["last4"])
    op.create_index("card_by_number", "card", ["number"])
    _table("known_as", "kind name_key", kind=TEXT, name_key=INT, account_id=TEXT)
    _table(
        "person", "account_id person_id",
        account_id=TEXT, person_id=TEXT, name=TEXT, name_folded=TEXT, phone=TEXT, birthday=TEXT,
    )  # fmt: skip
    _table("person_key", "person_id", person_id=TEXT, wrapped=TEXT)


def _reference() -> None:
    _table("store", "store_id", store_id=TEXT, name=TEXT, zone=TEXT)
    _table(
        "till", "agent_id",
        agent_id=TEXT, store_id=TEXT, till_no=INT, device_key=TEXT, token_hash=TEXT, revoked=INT,
    )  # fmt: skip
    _table(
        "enrolment", "code_hash",
        code_hash=TEXT, store_id=TEXT, till_no=INT, expires_us=INT, tries_left=INT, used_us=INT,
    )  # fmt: skip
    _table("article", "article_id", article_id=TEXT, packed=BYTES)
    _table("price", "article_id store_id", article_id=TEXT, store_id=TEXT, price_minor=INT)
    _table("staff", "staff_id", staff_id=TEXT, packed=BYTES)
    _table("programme", "programme_id", programme_id=TEXT, text=TEXT, bundle=TEXT, serial=INT)
    _table("programme_text", "bundle", bundle=TEXT, programme_id=TEXT, text=TEXT)
    _table("setting", "store_id name", store_id=TEXT, name=TEXT, value=TEXT)


def _feed() -> None:
    _table("feed", "scope kind row_key", scope=TEXT, kind=TEXT, row_key=TEXT, serial=INT, packed=BYTES)
    op.create_index("feed_in_order", "feed", ["serial"])
    _table("feed_head", "feed_id", feed_id=TEXT, serial=INT)
