"""Version 7: receipts that another program prints: what it was told, and by which paper a sale is found."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE beside (
  key TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'return')),
  state TEXT NOT NULL CHECK (state IN ('told', 'done', 'cancelled')),
  at_us INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID"""
    )
    op.execute("CREATE INDEX beside_waits ON beside (at_us) WHERE state = 'told'")
    op.execute(
        """CREATE TABLE beside_paper (
  paper TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES event,
  sale_id TEXT NOT NULL,
  PRIMARY KEY (paper, seq)
) STRICT, WITHOUT ROWID"""
    )
