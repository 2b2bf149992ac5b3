"""Evidence keeps the other times that its file gives"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("evidence", sa.Column("other_times", sa.Text(), nullable=False, server_default=""))
