"""Version 6: with which keys tills sign receipts, and what came back of them; the feed begins anew to bring it."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    for table in ("device", "returned"):
        op.execute(f"CREATE TABLE {table} (id TEXT PRIMARY KEY, row BLOB NOT NULL) STRICT, WITHOUT ROWID")
    op.execute("UPDATE feed SET cursor = '', projected = 0")
