"""Who stood at the till that asked for a hold: whoever hears that it was taken over knows whom to ask.

Revision ID: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of older holds, and those of older tills, nobody knows."""
    op.add_column("hold", sa.Column("cashier_id", sa.Text(), nullable=False, server_default=""))
