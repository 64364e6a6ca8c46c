"""Version 7: whom the shop has forgotten; the feed begins anew, because the version before passed over the word."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE forgotten (
  number TEXT PRIMARY KEY,
  row BLOB NOT NULL
) STRICT, WITHOUT ROWID"""
    )
    op.execute("UPDATE feed SET cursor = '', projected = 0")
