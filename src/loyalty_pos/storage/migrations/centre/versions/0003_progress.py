"""An account keeps what tiers with windows and limits by period look at; nothing of it for whoever needs none.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what came before is counted from the next purchase on."""
    op.add_column("account", sa.Column("progress", sa.Text(), nullable=False, server_default=""))
