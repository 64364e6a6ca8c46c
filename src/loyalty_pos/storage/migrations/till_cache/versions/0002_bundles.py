"""Version 2: what the shop prices by comes as signed bundles; the feed begins anew to bring them."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("DROP TABLE programme")
    op.execute(
        """CREATE TABLE bundle (
  serial INTEGER PRIMARY KEY,
  from_us INTEGER NOT NULL,
  forgotten INTEGER NOT NULL,
  row BLOB NOT NULL
) STRICT"""
    )
    op.execute(
        """CREATE TABLE bundle_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  serial INTEGER NOT NULL
) STRICT"""
    )
    op.execute("INSERT INTO bundle_head VALUES (1, 0)")
    op.execute("UPDATE feed SET cursor = '', projected = 0")
