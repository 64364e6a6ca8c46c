"""Version 4: phones of partners' customers, by keyed hashes; the feed begins anew to bring them."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE subscriber (
  key INTEGER NOT NULL,
  partner TEXT NOT NULL,
  PRIMARY KEY (key, partner)
) STRICT, WITHOUT ROWID"""
    )
    op.execute("UPDATE feed SET cursor = '', projected = 0")
