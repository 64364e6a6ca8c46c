"""Version 8: which vouchers are a member's own; the feed begins anew to bring them."""

from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE member_voucher (
  key INTEGER PRIMARY KEY,
  account TEXT NOT NULL
) STRICT"""
    )
    op.execute("CREATE INDEX member_voucher_account ON member_voucher (account)")
    op.execute("UPDATE feed SET cursor = '', projected = 0")
