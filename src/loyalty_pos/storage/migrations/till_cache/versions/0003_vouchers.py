"""Version 3: vouchers by the keyed hashes of their codes; the feed begins anew to bring them."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("CREATE TABLE voucher (key INTEGER PRIMARY KEY, row BLOB NOT NULL) STRICT")
    op.execute("UPDATE feed SET cursor = '', projected = 0")
