"""Version 3: which events touched which voucher, and certificates sold beside the turnover of a shift."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE voucher_event (
  key INTEGER NOT NULL,
  seq INTEGER NOT NULL REFERENCES event,
  PRIMARY KEY (key, seq)
) STRICT, WITHOUT ROWID"""
    )
    op.execute("ALTER TABLE shift ADD COLUMN certificates_sold_minor INTEGER NOT NULL DEFAULT 0")
