"""The words of a time that is not certain, and the last minute that they allow"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("events", sa.Column("time_said", sa.String(64), nullable=False, server_default=""))
    op.add_column("events", sa.Column("time_until", sa.DateTime(), nullable=True))
