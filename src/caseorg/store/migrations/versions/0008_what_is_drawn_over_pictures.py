"""What is drawn over evidence to point at something"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("evidence", sa.Column("annotations", sa.Text(), nullable=False, server_default=""))
