"""What an event is in the story, and what tells who a merchant is"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Empty in what is there: a part is stored once its user has confirmed it."""
    op.add_column("events", _text("part", 64))
    for name in ("licence", "website", "payee"):
        op.add_column("parties", _text(name, 500))


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False, server_default="")
