"""Version 8: packs of blank cards, and what became of each card of them."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE pack (
  seq INTEGER PRIMARY KEY REFERENCES event,
  first TEXT NOT NULL UNIQUE,
  last TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size > 0)
) STRICT"""
    )
    op.execute(
        """CREATE TABLE pack_card (
  number TEXT PRIMARY KEY,
  pack INTEGER NOT NULL REFERENCES pack,
  state TEXT NOT NULL CHECK (state IN ('issued', 'spoiled', 'left'))
) STRICT, WITHOUT ROWID"""
    )
    op.execute("CREATE INDEX pack_card_by_pack ON pack_card (pack, state)")
