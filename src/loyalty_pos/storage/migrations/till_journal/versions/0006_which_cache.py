"""Version 6: which of the cache files in the folder is the one in use; a snapshot comes as a new file."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE cache_file (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  name TEXT NOT NULL
) STRICT"""
    )
    op.execute("INSERT INTO cache_file VALUES (1, 'cache.db')")
