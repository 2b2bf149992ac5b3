"""When the demand got its present words, for 下周五前 is counted from then"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("cases", sa.Column("demanded_at", sa.DateTime(), nullable=True))
