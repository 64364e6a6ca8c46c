"""Version 4: what is known of this machine's clock, and the newest code of each member's phone that was shown here."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE clock_watch (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  high_us INTEGER NOT NULL,
  offset_us INTEGER NOT NULL,
  doubt TEXT NOT NULL,
  since_us INTEGER NOT NULL,
  unsaid TEXT NOT NULL
) STRICT"""
    )
    op.execute(
        """CREATE TABLE shown_code (
  card INTEGER PRIMARY KEY,
  counter INTEGER NOT NULL,
  step INTEGER NOT NULL
) STRICT"""
    )
