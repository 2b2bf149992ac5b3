"""What the knowledge asks of a case: scenario, answers, refunds, contacts, promises"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "answers",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("value", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_answers_case_id")),
        sa.PrimaryKeyConstraint("case_id", "question", name=op.f("pk_answers")),
    )
    _add("cases", _text("scenario", 64))
    _add(
        "orders",
        sa.Column("refunded", sa.BigInteger(), nullable=True),
        _text("payment", 64),
        _text("transaction", 500),
        _text("account", 500),
    )
    _add("evidence", _text("shows", 500))
    _add("events", _text("channel", 64), _text("agent", 500), _text("ticket", 500), _text("milestone", 64))
    _add("messages", _text("kind", 64), _text("subject", 500), _text("attached"))
    with op.batch_alter_table("promises") as promises:
        promises.add_column(sa.Column("event_id", sa.String(length=32), nullable=True))
        promises.add_column(sa.Column("removed", sa.Boolean(), nullable=False, server_default=sa.false()))
        promises.create_foreign_key(op.f("fk_promises_event_id"), "events", ["event_id"], ["id"])


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=False, server_default="")


def _add(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column)
