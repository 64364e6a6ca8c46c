"""Version 5: public keys of members' phones, under the keyed hashes of their cards; the feed begins anew to bring them."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE phone_key (
  card INTEGER PRIMARY KEY,
  public_key BLOB NOT NULL,
  until_minutes INTEGER NOT NULL
) STRICT"""
    )
    op.execute("UPDATE feed SET cursor = '', projected = 0")
