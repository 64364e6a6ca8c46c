"""Version 2: receipts that wait for the printer survive a restart."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE print_job (
  number INTEGER PRIMARY KEY,
  job TEXT NOT NULL
) STRICT"""
    )
