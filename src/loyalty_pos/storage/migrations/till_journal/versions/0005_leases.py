"""Version 5: the lease of this till and what was taken under it."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE lease (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  epoch INTEGER NOT NULL,
  risk INTEGER NOT NULL CHECK (risk >= 0),
  risk_limit INTEGER NOT NULL,
  floor_limit INTEGER NOT NULL,
  redeemed_seq INTEGER NOT NULL
) STRICT"""
    )
    op.execute(
        """CREATE TABLE lease_paper (
  one INTEGER PRIMARY KEY REFERENCES lease,
  lease BLOB NOT NULL,
  signature TEXT NOT NULL
) STRICT"""
    )
    op.execute(
        """CREATE TABLE lease_used (
  account_id TEXT PRIMARY KEY,
  by_grant INTEGER NOT NULL CHECK (by_grant >= 0),
  by_floor INTEGER NOT NULL CHECK (by_floor >= 0)
) STRICT, WITHOUT ROWID"""
    )
    # any of the events so far may have taken points: the first lease must know them all
    op.execute("INSERT INTO lease SELECT 1, 0, 0, 0, 0, coalesce(max(seq), 0) FROM event")
