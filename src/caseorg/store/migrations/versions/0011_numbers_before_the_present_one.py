"""The numbers that a piece of evidence had before its present one"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("evidence", sa.Column("former_numbers", sa.Text(), nullable=False, server_default=""))
