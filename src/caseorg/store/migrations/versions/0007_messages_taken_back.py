"""A message that was kept can be taken off the case again"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("messages", sa.Column("removed", sa.Boolean(), nullable=False, server_default=sa.false()))
