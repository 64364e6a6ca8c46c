"""For whom a card was given out: one of several people who share an account may leave it.

Revision ID: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of older cards nobody knows."""
    op.add_column("card", sa.Column("person_id", sa.Text(), nullable=False, server_default=""))
