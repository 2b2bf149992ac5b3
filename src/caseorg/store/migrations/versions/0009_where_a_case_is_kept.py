"""Cases can be put away, or into the trash"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("cases", sa.Column("shelf", sa.String(length=64), nullable=False, server_default=""))
